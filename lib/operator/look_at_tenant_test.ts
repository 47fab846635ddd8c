import assert from "node:assert/strict";
import { newId } from "@/lib/ids.ts";
import { revokeApiKey } from "@/lib/identity/revoke_api_key.ts";
import { acceptRecords } from "@/lib/relay/accept_records.ts";
import { makeCast } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { makeKey } from "@/tests/support/keys.ts";
import { queueDeadJob } from "@/tests/support/queue.ts";
import { lookAtTenant } from "./look_at_tenant.ts";
import { suspendTenant } from "./suspend_tenant.ts";

const now = new Date();

Deno.test("lookAtTenant() shows who is in a tenant, what it was granted and what it used", async () => {
  const { acme, ada, globex } = await makeCast(now);
  const actor = { kind: "member", id: ada.userId, name: "Ada" } as const;
  const { id: keyId } = await makeKey(acme.id, { name: "Shop", actor, now });
  await revokeApiKey(acme.id, { keyId, actor, now });
  await acceptRecords(acme.id, { records: [{ type: "order", data: { secret: "in-a-record" } }], now });
  await acceptRecords(globex.id, {
    records: [{ type: "order", data: {} }, { type: "order", data: {} }],
    now,
  });

  const later = new Date(now.getTime() + 1);
  const sheet = (await lookAtTenant(acme.id, { operator: "Sam", now: later }))!;
  assert.deepEqual([sheet.slug, sheet.name, sheet.placement, sheet.suspension], [
    acme.slug,
    "Acme",
    "pooled",
    undefined,
  ]);
  assert.deepEqual(sheet.members.map((it) => it.name), ["Ada", "Ben", "Cleo"]);
  assert.deepEqual(sheet.keys.map((it) => [it.name, it.revokedBy]), [["Shop", "Ada"]]);
  assert.equal(sheet.entries[0].action, "api_key.revoked");
  const records = sheet.usage.meters.find((it) => it.meter === "records_processed");
  assert.deepEqual([records?.used, records?.limit], [1, 10_000]);
  assert.equal(sheet.entitlements.find((it) => it.feature === "records_processed")?.source, "trial");
  const { days } = sheet.days.find((it) => it.meter === "records_processed")!;
  assert.deepEqual([days.length, days.at(-1)?.quantity], [30, 1]);
  assert.doesNotMatch(JSON.stringify(sheet), /in-a-record|phc|hash/i);
});

Deno.test("lookAtTenant() says who suspended it, when and why, and shows its failed jobs alone", async () => {
  const { acme, globex } = await makeCast(now);
  const dead = await queueDeadJob(acme.id);
  await queueDeadJob(globex.id);
  await suspendTenant({ slug: acme.slug, reason: "Unpaid", actor: { kind: "operator", name: "Sam" } });
  const sheet = (await lookAtTenant(acme.id, { operator: "Sam", now }))!;
  assert.deepEqual({ ...sheet.suspension, at: null }, { reason: "Unpaid", by: "Sam", at: null });
  assert.ok(sheet.suspension?.at instanceof Date);
  assert.deepEqual(sheet.deadLetters.map((it) => it.jobId), [dead]);
});

Deno.test("lookAtTenant() leaves a record of the look, and finds nobody by an id that names nobody", async () => {
  const { acme } = await makeCast(now);
  const operator = `Sam ${newId()}`;
  assert.ok(await lookAtTenant(acme.id, { operator, now }));
  assert.equal(await lookAtTenant(newId(), { operator, now }), undefined);
  const { rows } = await asSuperuser((client) =>
    client.query("select from platform.platform_accesses where reason = $1", [
      `${operator} looks at tenant ${acme.id}`,
    ])
  );
  assert.equal(rows.length, 1);
});
