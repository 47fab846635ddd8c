import assert from "node:assert/strict";
import { isRevoked } from "@/lib/identity/revocation.ts";
import { decodeJwt } from "jose";
import { isSpread, startApp } from "@/tests/support/app.ts";
import { type Cast, makeCast, PASSWORD, type Person, sessionFor } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { type Directory, directoryOf, proveDomain } from "@/tests/support/scim.ts";

const app = await startApp();

/** Acme, with Ben under the directory. */
async function house(): Promise<Cast & { directory: Directory; bensId: string }> {
  const cast = await makeCast();
  await proveDomain(cast.acme.id, `${cast.acme.slug}.test`);
  const directory = await directoryOf(app, cast.ada);
  const { id: bensId } = await directory.createUser(cast.ben.email, { displayName: "Ben" });
  return { ...cast, directory, bensId };
}

async function signsIn({ tenant, email }: Person): Promise<boolean> {
  const res = await app.ask(tenant.origin, "/signin", { form: { email, password: PASSWORD } });
  return res.headers.getSetCookie().some((it) => /^__Host-at=[^;]/.test(it));
}

/** However a directory says it: what it sends, by the way it sends. */
const WAYS: Record<string, (directory: Directory, id: string, userName: string) => Promise<unknown>> = {
  "Entra's PATCH": (directory, id) =>
    directory.patchUser(id, [{ op: "Replace", path: "active", value: "False" }]),
  "Okta's PATCH": (directory, id) => directory.patchUser(id, [{ op: "replace", value: { active: false } }]),
  "Okta's PUT": (directory, id, userName) =>
    directory.get(200, `/Users/${id}`, { method: "PUT", json: { id, userName, active: false } }),
  "DELETE": (directory, id) => directory.get(204, `/Users/${id}`, { method: "DELETE" }),
};

for (const [name, end] of Object.entries(WAYS)) {
  Deno.test(`${name} ends every session of the person here: the first request after the answer is refused`, async () => {
    const { acme, ben, cleo, directory, bensId } = await house();
    const sessions = [await sessionFor(ben), await sessionFor(ben)];
    const cleos = await sessionFor(cleo);
    for (const as of sessions) {
      assert.equal((await app.ask(acme.origin, "/dashboard", { as })).status, 200);
    }
    assert.equal(await signsIn(ben), true);
    await end(directory, bensId, ben.email);
    for (const as of sessions) {
      const res = await app.ask(acme.origin, "/dashboard", { as });
      assert.equal(res.status, 303);
      assert.match(res.headers.get("location") ?? "", /^\/signin/);
    }
    assert.equal((await app.ask(acme.origin, "/dashboard", { as: cleos })).status, 200, "nobody else's");
    assert.equal(await signsIn(ben), false);
  });
}

Deno.test(
  "the access tokens themselves are refused, not only their holder",
  { ignore: isSpread },
  async () => {
    const { ben, directory, bensId } = await house();
    const { accessToken } = await sessionFor(ben);
    const sessionId = String(decodeJwt(accessToken).sid);
    assert.equal(await isRevoked(sessionId), false);
    await directory.patchUser(bensId, [{ op: "Replace", path: "active", value: "False" }]);
    assert.equal(await isRevoked(sessionId), true);
  },
);

Deno.test("who is reactivated comes in again, by signing in anew", async () => {
  const { acme, ben, directory, bensId } = await house();
  const before = await sessionFor(ben);
  await directory.patchUser(bensId, [{ op: "Replace", path: "active", value: "False" }]);
  await directory.patchUser(bensId, [{ op: "Replace", path: "active", value: "True" }]);
  assert.equal((await app.ask(acme.origin, "/dashboard", { as: before })).status, 303);
  assert.equal(await signsIn(ben), true);
});

Deno.test("a deactivation sent again, or by many at once, is one", async () => {
  const { acme, directory, bensId } = await house();
  const end = () => directory.patchUser(bensId, [{ op: "Replace", path: "active", value: "False" }]);
  await Promise.all(Array.from({ length: 10 }, end));
  await end();
  const { rows: [{ count }] } = await asSuperuser((client) =>
    client.query(
      "select count(*)::int from pooled.audit_entries where tenant_id = $1 and action = 'member.deactivated'",
      [acme.id],
    )
  );
  assert.equal(count, 1);
});

Deno.test("what a person has in another house stays open when a directory closes this one", async () => {
  const { acme, globex, ben, max, directory, bensId } = await house();
  // Ben lives next door as well.
  await asSuperuser((client) =>
    client.query(
      `insert into pooled.members (tenant_id, id, user_id, role, email, name)
       values ($1, gen_random_uuid(), $2, 'member', $3, 'Ben')`,
      [globex.id, ben.userId, ben.email],
    )
  );
  const [here, there] = [await sessionFor(ben), await sessionFor({ ...ben, tenant: max.tenant })];
  await directory.get(204, `/Users/${bensId}`, { method: "DELETE" });
  assert.equal((await app.ask(acme.origin, "/dashboard", { as: here })).status, 303);
  assert.equal((await app.ask(globex.origin, "/dashboard", { as: there })).status, 200);
});
