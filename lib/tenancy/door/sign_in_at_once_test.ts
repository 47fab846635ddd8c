import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { addMember } from "@/lib/tenancy/add_member.ts";
import { makeCast, PASSWORD, PASSWORD_PHC, type Person } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { signInWithPassword } from "@/tests/support/door.ts";
import { readAccessToken } from "@/lib/identity/access_token.ts";
import { hashPassword } from "@/lib/identity/password/hash_password.ts";
import { MOST_WAITING_OF_ONE_PLACE } from "@/lib/identity/password/password_workers.ts";
import { verifyPassword } from "@/lib/identity/password/verify_password.ts";
import { refreshSession } from "@/lib/identity/refresh_session.ts";
import { countTry } from "@/lib/identity/defence/weigh_try.ts";

const now = new Date();

Deno.test("signing in with a password opens a session on the tenant's origin and leaves an audit entry", async () => {
  const { ada, acme } = await makeCast();
  const signedIn = await signIn(ada, { requestId: "req_1" });
  assert(signedIn.ok);
  const { session } = signedIn;
  assert.deepEqual([session.userId, session.tenantId], [ada.userId, acme.id]);
  assert.deepEqual(await readAccessToken(session.accessToken, { audience: acme.origin, now }), {
    sessionId: session.sessionId,
    userId: ada.userId,
    tenantId: acme.id,
    recognitions: ["pwd"],
    authenticatedAt: toTheSecond(now),
    startedAt: toTheSecond(now),
  });
  assert((await refreshSession({ token: session.refreshToken, audience: acme.origin, now })).ok);
  assert.deepEqual(await entries(acme.id), [{
    actor_id: ada.userId,
    actor_name: "Ada",
    subject_id: ada.id,
    request_id: "req_1",
  }]);
});

Deno.test("signing in with a password takes the address in any case", async () => {
  const { ada } = await makeCast();
  assert((await signIn(ada, { email: ada.email.toUpperCase() })).ok);
});

Deno.test("signing in with a password refuses a wrong password, an unknown address and a stranger alike", async () => {
  const { ada, max, acme } = await makeCast();
  const refusals = [
    await signIn(ada, { password: "correct-horse-battery-stapl" }),
    await signIn(ada, { email: `nobody@${acme.slug}.test` }),
    await signIn(ada, { email: max.email }),
  ];
  for (const refusal of refusals) assert.deepEqual(refusal, { ok: false, reason: "wrong_credentials" });
  assert.deepEqual(await entries(acme.id), []);
});

Deno.test("signing in with a password opens a session in no tenant but the one that was asked for", async () => {
  const { ada, globex } = await makeCast();
  const password = { email: ada.email, password: PASSWORD };
  assert.deepEqual(
    await signInWithPassword(globex, { ...password, visitor: newVisitor(), now }),
    { ok: false, reason: "wrong_credentials" },
  );
});

Deno.test("signing in with a password tells people apart who named one address in two tenants", async () => {
  const { ada, max } = await makeCast();
  const hashed = await hashPassword("a password of its own", { place: randomUUID() });
  assert(hashed.ok);
  const namesake = await addNamesake(max, ada.email, hashed.phc);
  const signedIn = await signIn({ ...max, email: ada.email }, { password: "a password of its own" });
  assert(signedIn.ok);
  assert.equal(signedIn.session.userId, namesake);
  assert.equal((await signIn({ ...max, email: ada.email }, { password: PASSWORD })).ok, false);
  assert((await signIn(ada)).ok);
});

Deno.test("signing in with a password prefers who has proven the address, where two of a tenant named it", async () => {
  const { ada, ben } = await makeCast();
  const namesake = await addNamesake(ada, ben.email, PASSWORD_PHC);
  await asSuperuser((client) =>
    client.query("update platform.users set email_verified_at = now() where id = $1", [namesake])
  );
  const signedIn = await signIn(ben);
  assert(signedIn.ok);
  assert.equal(signedIn.session.userId, namesake);
});

Deno.test("signing in with a password refuses too many tries, also with the right password", async () => {
  const { ada, ben, acme } = await makeCast();
  const visitor = newVisitor();
  for (let n = 0; n < 10; n++) {
    await countTry({ where: acme.id, email: ada.email, visitor, now });
  }
  assert.deepEqual(await signIn(ada, { visitor }), { ok: false, reason: "too_many", retryAfterSeconds: 30 });
  assert((await signIn(ben, { visitor })).ok);
  assert((await signIn(ada)).ok, "from another place");
});

Deno.test("signing in with a password is busy when too many wait for their hash", async () => {
  const { ada } = await makeCast();
  const visitor = newVisitor();
  const crowd = crowdAt(visitor.ip);
  const refusals = await Promise.all([1, 2, 3, 4, 5].map(() => signIn(ada, { visitor })));
  assert.deepEqual(refusals.find((it) => !it.ok), { ok: false, reason: "busy" });
  await Promise.all(crowd);
});

Deno.test("signing in with a password does not count a try that was too busy to be looked at", async () => {
  const { ada } = await makeCast();
  const visitor = newVisitor();
  const crowd = crowdAt(visitor.ip);
  const tries = await Promise.all([1, 2, 3].map(() => signIn(ada, { visitor, password: "wrong" })));
  const busy = tries.filter((it) => !it.ok && it.reason === "busy").length;
  assert.ok(busy > 0);
  await Promise.all(crowd);
  let left = 0;
  while ((await countTry({ where: ada.tenant.id, email: ada.email, visitor, now })).ok) left++;
  assert.equal(left, 10 - (3 - busy));
});

Deno.test("signing in with a password counts nothing against who knows it", async () => {
  const { ada } = await makeCast();
  const visitor = newVisitor();
  for (let n = 0; n < 4; n++) assert((await signIn(ada, { visitor })).ok);
  let left = 0;
  while ((await countTry({ where: ada.tenant.id, email: ada.email, visitor, now })).ok) left++;
  assert.equal(left, 10);
});

/** As many as may wait at one place, and as many as run. */
function crowdAt(place: string) {
  const length = MOST_WAITING_OF_ONE_PLACE + navigator.hardwareConcurrency;
  return Array.from({ length }, () => verifyPassword("x", undefined, { place }));
}

type Changed = { email?: string; password?: string; requestId?: string; visitor?: { ip: string } };

async function signIn(person: Person, { requestId, visitor = newVisitor(), ...changed }: Changed = {}) {
  return await signInWithPassword(person.tenant, {
    email: person.email,
    password: PASSWORD,
    visitor: { ...visitor, requestId },
    now,
    ...changed,
  });
}

/** Somebody else in the person's tenant who typed that address. */
async function addNamesake(host: Person, email: string, phc: string): Promise<string> {
  const actor = { kind: "member" as const, id: host.userId, name: host.name };
  const added = await asTenant(
    host.tenant.id,
    (tx) => addMember(tx, { name: "Namesake", email, role: "member", phc, actor, now }),
  );
  return added.userId;
}

async function entries(tenantId: string) {
  return await asTenant(
    tenantId,
    (tx) =>
      tx.rows`select actor_id, actor_name, subject_id, request_id from audit_entries
               where tenant_id = ${tx.tenantId} and action = 'member.signed_in'`,
  );
}

function newVisitor() {
  return { ip: randomUUID() };
}

function toTheSecond(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / 1_000) * 1_000);
}
