import assert from "node:assert/strict";
import { newId } from "@/lib/ids.ts";
import { makeCast, sessionFor } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { useDirectory } from "@/lib/tenancy/use_directory.ts";
import { queueJobs } from "@/tests/support/queue.ts";
import { purgeRows } from "./purge_rows_job.ts";

// As the worker does.
useDirectory();
const now = new Date();
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const { acme, ada, ben } = await makeCast(daysAgo(90));

Deno.test("purgeRows() removes jobs that were done a month ago, and no others", async () => {
  const [old, young, dead] = await queueJobs(acme.id, ["old", "young", "dead"]);
  await asSuperuser(async (client) => {
    const settle = "update pooled.jobs set state = $2, finished_at = $3 where id = $1";
    await client.query(settle, [old, "done", daysAgo(31)]);
    await client.query(settle, [young, "done", daysAgo(29)]);
    await client.query(settle, [dead, "dead", daysAgo(300)]);
  });
  await purgeRows({ now, atOnce: 1 });
  assert.deepEqual(await left("pooled.jobs", "id", [old, young, dead]), [young, dead].sort());
  await asSuperuser((client) => client.query("delete from pooled.jobs where tenant_id = $1", [acme.id]));
});

Deno.test("purgeRows() removes codes a day after they were used or ran out", async () => {
  const codes = {
    used: [daysAgo(3), daysAgo(-1), daysAgo(2)],
    expired: [daysAgo(3), daysAgo(2), null],
    fresh: [daysAgo(1), daysAgo(0.5), null],
  };
  const hashes = Object.fromEntries(
    Object.keys(codes).map((name) => [name, new TextEncoder().encode(newId())]),
  );
  await asSuperuser(async (client) => {
    for (const [name, times] of Object.entries(codes)) {
      await client.query(
        `insert into platform.single_use_codes (code_hash, purpose, user_id, tenant_id, created_at, expires_at, used_at)
         values ($1, 'verify_email', $2, $3, $4, $5, $6)`,
        [hashes[name], ada.userId, acme.id, ...times],
      );
    }
  });
  await purgeRows({ now, atOnce: 1 });
  const kept = await left("platform.single_use_codes", "code_hash", Object.values(hashes));
  assert.deepEqual(kept.map((it) => new Uint8Array(it as Uint8Array)), [hashes.fresh]);
});

Deno.test("purgeRows() removes logins that ended a day ago, whatever became of them", async () => {
  const [old, young] = [newId(), newId()];
  await asSuperuser(async (client) => {
    for (const [id, at] of [[old, daysAgo(2)], [young, daysAgo(0.5)]]) {
      await client.query(
        `insert into platform.login_transactions (id, tenant_id, origin, purpose, kind, return_path, started_at, expires_at)
         values ($1, $2, 'http://acme.test', 'sign_in', 'password', '/', $3, $3)`,
        [id, acme.id, at],
      );
    }
  });
  await purgeRows({ now, atOnce: 1 });
  assert.deepEqual(await left("platform.login_transactions", "id", [old, young]), [young]);
});

Deno.test("purgeRows() removes refresh tokens of sessions that ended a month ago, and keeps the sessions", async () => {
  const [ended, ending, open] = [
    await sessionFor(ada, daysAgo(61)),
    await sessionFor(ada, daysAgo(59)),
    await sessionFor(ben, now),
  ].map((it) => it.sessionId);
  await purgeRows({ now, atOnce: 1 });
  assert.deepEqual(
    await left("platform.refresh_tokens", "session_id", [ended, ending, open]),
    [ending, open].sort(),
  );
  assert.equal((await left("platform.sessions", "id", [ended, ending, open])).length, 3);
});

Deno.test("purgeRows() removes answers that no repetition asks for, in every tenant", async () => {
  await asSuperuser(async (client) => {
    for (const [key, at] of [["old", daysAgo(2)], ["kept", daysAgo(1)]]) {
      await client.query(
        "insert into pooled.idempotent_answers (tenant_id, key, request_hash, answer, answered_at) values ($1, $2, '', '{}', $3)",
        [acme.id, key, at],
      );
    }
  });
  // Also in one that has moved since this process began.
  await asSuperuser(async (client) => {
    await client.query("update platform.placements set epoch = epoch + 1 where tenant_id = $1", [acme.id]);
    await client.query("update platform.tenants set name = name where id = $1", [acme.id]);
  });
  assert((await purgeRows({ now })).answers >= 1);
  assert.deepEqual(await left("pooled.idempotent_answers", "key", ["old", "kept"]), ["kept"]);
});

Deno.test("purgeRows() keeps who looked across tenants, for ever", async () => {
  await asSuperuser((client) =>
    client.query("insert into platform.platform_accesses (reason, accessed_at) values ('Long ago', $1)", [
      daysAgo(3_000),
    ])
  );
  await purgeRows({ now });
  assert.deepEqual(await left("platform.platform_accesses", "reason", ["Long ago"]), ["Long ago"]);
});

Deno.test("purgeRows() stops when its worker does", async () => {
  await assert.rejects(purgeRows({ now, signal: AbortSignal.abort() }), { name: "AbortError" });
});

async function left(table: string, column: string, among: unknown[]): Promise<unknown[]> {
  return await asSuperuser(async (client) =>
    (await client.query(
      `select distinct ${column} as it from ${table} where ${column} = any($1) order by 1`,
      [among],
    ))
      .rows.map(({ it }) => it)
  );
}
