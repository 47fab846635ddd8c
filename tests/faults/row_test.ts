import assert from "node:assert/strict";
import { newId } from "@/lib/ids.ts";
import { suspendTenant } from "@/lib/operator/suspend_tenant.ts";
import { baseOrigin } from "@/tests/support/app.ts";
import { makeCast, PASSWORD, sessionFor } from "@/tests/support/cast.ts";
import { until } from "@/tests/support/queue.ts";
import { redisTest } from "@/tests/support/redis.ts";
import { type Row, startRow } from "@/tests/support/row.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";

redisTest("two web processes and a worker are as one", async () => {
  await using row = await startRow();
  await signOutIsKnownNextDoor(row);
  await attemptsAreCountedTogether(row);
  await openedTenantsAreFound(row);
  await suspendedTenantsAreClosed(row);
  await row.stopWorker();
  await requestsMayGoToAny(row);
});

async function signOutIsKnownNextDoor({ webs: [one, other] }: Row) {
  const { acme, ben } = await makeCast();
  for (let round = 0; round < 10; round++) {
    const session = await sessionFor(ben);
    const [from, to] = round % 2 ? [one, other] : [other, one];
    assert.equal((await to.ask(acme.origin, "/dashboard", { as: session })).status, 200);
    assert.equal((await from.ask(acme.origin, "/signout", { as: session, form: {} })).status, 303);
    assert.equal((await to.ask(acme.origin, "/dashboard", { as: session })).status, 303, `round ${round}`);
  }
}

async function attemptsAreCountedTogether({ webs }: Row) {
  const { acme, ada } = await makeCast();
  const form = { email: ada.email, password: "wrong" };
  const attempt = (number: number) => webs[number % 2].ask(acme.origin, "/signin", { form });
  // The first alone, so that it is the earliest by every clock; the others at once, since one after the other they
  // would wait longer and longer, until more are allowed.
  const first = await attempt(0);
  const others = await Promise.all(Array.from({ length: 11 }, (_, number) => attempt(number + 1)));
  const statuses = [first, ...others].map((it) => it.status);
  assert.equal(statuses.filter((it) => it === 429).length, 2, statuses.join());
  assert.ok(statuses.every((it) => [401, 429, 503].includes(it)), statuses.join());
}

async function openedTenantsAreFound({ webs: [one, other] }: Row) {
  const slug = `new-${newId().slice(-12)}`;
  assert.equal((await other.ask(tenantOrigin(slug), "/signin")).status, 404);
  const form = {
    signup_id: newId(),
    company: "New",
    slug,
    name: "Ada",
    email: `ada@${slug}.test`,
    password: PASSWORD,
  };
  assert.equal((await one.ask(baseOrigin, "/signup", { form })).status, 200);
  assert.equal((await other.ask(tenantOrigin(slug), "/signin")).status, 200);
}

async function suspendedTenantsAreClosed({ webs }: Row) {
  const { globex } = await makeCast();
  const statuses = () => Promise.all(webs.map(async (it) => (await it.ask(globex.origin, "/signin")).status));
  assert.deepEqual(await statuses(), [200, 200]);
  const actor = { kind: "system", name: "Test" } as const;
  assert.equal((await suspendTenant({ slug: globex.slug, reason: "Unpaid", actor })).ok, true);
  const suspendedAt = performance.now();
  await until(async () => (await statuses()).every((it) => it === 403));
  assert.ok(performance.now() - suspendedAt < 1_000, `${performance.now() - suspendedAt} ms`);
}

/** The request suite, each request to the other process than the one before. */
async function requestsMayGoToAny({ redis, ports, logs }: Row) {
  const asked = logs.map((it) => it.length);
  const { success, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["test", "-A", "--no-check", "--quiet", "tests/requests/"],
    env: { SPREAD_OVER_PORTS: ports.join(), REDIS_URL: redis.url },
    stdout: "piped",
  }).output();
  assert.ok(success, errorsIn(new TextDecoder().decode(stdout)));
  for (const [web, lines] of logs.entries()) {
    const requests = lines.slice(asked[web]).filter((it) => it.event === "request");
    assert.ok(requests.length > 200, `web ${web} answered ${requests.length} requests`);
  }
}

/** Each error that a run of tests has met, and what it counted. */
function errorsIn(printed: string): string {
  return printed.slice(Math.max(printed.indexOf(" ERRORS "), 0)).slice(0, 30_000);
}
