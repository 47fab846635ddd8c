import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import { addMember } from "@/lib/tenancy/add_member.ts";
import { buildIfStale } from "@/tools/build_if_stale.ts";
import { makeCast, PASSWORD, PASSWORD_PHC, type Person } from "@/tests/support/cast.ts";
import { makeKey } from "@/tests/support/keys.ts";
import { Connection, requestText } from "./connection.ts";
import type { Result } from "./result.ts";
import { inRounds } from "./rounds.ts";
import { spreadOf } from "./spread.ts";
import { startWebProcess } from "./web_process.ts";

const PEOPLE = 200;
const IDLE_MS = 3_000;
const PAUSE_MS = 10;

/** Everybody of a tenant signs in at once, each from a place of their own; the others go on. */
export async function signInStorm(): Promise<Result[]> {
  await buildIfStale();
  const { acme, ada } = await makeCast();
  const emails = await addPeople(ada);
  // One proxy, so that it says where each comes from.
  const server = await startWebProcess("tools/serve.ts", { TRUSTED_PROXIES: "1" });
  const host = new URL(acme.origin).host;
  const actor = { kind: "member", id: ada.userId, name: ada.name } as const;
  const { key } = await makeKey(acme.id, { name: "Bench", actor, now: new Date() });
  const visitor = await Connection.open(server.port);
  const visits = [
    requestText({ path: "/signin", headers: { host } }),
    requestText({ path: "/api/v1/records?limit=1", headers: { host, authorization: `Bearer ${key}` } }),
  ];
  const visit = async () => {
    for (const it of visits) assert.equal(await visitor.ask(it), 200);
  };
  const refused: number[] = [];
  const seconds: number[] = [];
  try {
    const rounds = await inRounds({
      async ours() {
        const startedAt = performance.now();
        const storm = Promise.all(emails.map((email, place) => signIn(server.port, { host, email, place })));
        const latency = await medianLatency(visit, storm);
        seconds.push((performance.now() - startedAt) / 1_000);
        refused.push((await storm).filter((it) => it !== 303).length);
        return latency;
      },
      bare: () => medianLatency(visit, delay(IDLE_MS)),
    });
    return [{
      ...rounds.ratio,
      name:
        `A page and an API call while ${PEOPLE} sign in at once, against the same while nobody does: median time`,
      target: { atMost: 2 },
      aside: `${rounds.ours.median.toFixed(1)} and ${rounds.bare.median.toFixed(1)} ms; all signed in after ${
        spreadOf(seconds).median.toFixed(1)
      } s, ${spreadOf(refused).most} refused`,
    }];
  } finally {
    visitor.close();
    await server.stop();
  }
}

async function addPeople({ tenant, userId, name }: Person): Promise<string[]> {
  const actor = { kind: "member", id: userId, name } as const;
  const emails = Array.from({ length: PEOPLE }, () => `${newId()}@${tenant.slug}.test`);
  await asTenant(tenant.id, async (tx) => {
    for (const email of emails) {
      const member = {
        name: "Somebody",
        email,
        role: "member",
        phc: PASSWORD_PHC,
        actor,
        now: new Date(),
      } as const;
      await addMember(tx, member);
    }
  });
  return emails;
}

/** @returns the status: 303 leads inside, 429 and 503 refuse. */
async function signIn(
  port: number,
  { host, email, place }: { host: string; email: string; place: number },
): Promise<number> {
  const connection = await Connection.open(port);
  const status = await connection.ask(requestText({
    method: "POST",
    path: "/signin",
    headers: {
      host,
      origin: `http://${host}`,
      "content-type": "application/x-www-form-urlencoded",
      "x-forwarded-for": `192.0.2.${place}`,
    },
    body: `${new URLSearchParams({ email, password: PASSWORD })}`,
  }));
  connection.close();
  assert.ok([303, 429, 503].includes(status), `Signing in answers ${status}`);
  return status;
}

/** In milliseconds, of visits one after the other until `end`. */
async function medianLatency(visit: () => Promise<void>, end: Promise<unknown>): Promise<number> {
  const latencies: number[] = [];
  let isOver = false;
  end.finally(() => isOver = true);
  while (!isOver) {
    const startedAt = performance.now();
    await visit();
    latencies.push(performance.now() - startedAt);
    await delay(PAUSE_MS);
  }
  return spreadOf(latencies).median;
}
