import assert from "node:assert/strict";
import { listEntries } from "@/lib/audit/list_entries.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import type { VerifiedIdentity } from "@/lib/identity/verified_identity.ts";
import { newId } from "@/lib/ids.ts";
import { resolve } from "@/lib/tenancy/door/resolve.ts";
import { createUser } from "@/lib/tenancy/scim/users/create_user.ts";
import { makeCast, PASSWORD_PHC } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { proveDomain } from "@/tests/support/scim.ts";

const now = new Date();
const actor = { kind: "directory", id: newId(), name: "Entra" } as const;

/** Acme with a proven domain, an enabled connection, and somebody whom the directory has brought. */
async function house() {
  const { acme, globex, ada, ben } = await makeCast();
  await proveDomain(acme.id, `${acme.slug}.test`);
  const connectionId = newId();
  const sqlOf = (text: string, values: unknown[]) => asSuperuser((client) => client.query(text, values));
  await sqlOf(
    `insert into pooled.sso_connections (tenant_id, id, kind, name, settings, state, tested_revision, joins_people,
                                         created_by, created_at, changed_by, changed_at)
     values ($1, $2, 'saml', 'Entra', '{}', 'enabled', 1, false, $3, now(), $3, now())`,
    [acme.id, connectionId, ada.userId],
  );
  await sqlOf("insert into platform.connection_owners (connection_id, tenant_id) values ($1, $2)", [
    connectionId,
    acme.id,
  ]);
  const email = `new@${acme.slug}.test`;
  const user = { userName: email, isActive: true, email, name: "New", attributes: {} };
  const created = await createUser(acme.id, { user, actor, now });
  assert(created.ok);
  const identity = (more: Partial<VerifiedIdentity> = {}): VerifiedIdentity => ({
    issuer: "https://idp.test",
    subject: "s-1",
    email,
    emailVerified: true,
    methods: ["saml"],
    ...more,
  });
  const come = (it = identity()) =>
    asTenant(acme.id, (tx) => {
      const login = { id: newId(), connectionId, purpose: "sign_in" as const, kind: "saml" as const };
      return resolve(tx, { login, method: { isOurs: false }, identity: it, now });
    });
  return { acme, globex, ada, ben, connectionId, email, user: created.user, identity, come, sqlOf };
}

Deno.test("whom the directory has brought comes in by the tenant's own connection at the first sign-in", async () => {
  const { acme, user, come } = await house();
  assert.deepEqual(await come(), { ok: true, userId: user.userId });
  const { entries: [entry] } = await listEntries(acme.id);
  assert.deepEqual([entry.action, entry.subjectId], ["member.identity_linked", user.memberId]);
  assert.deepEqual(await come(), { ok: true, userId: user.userId }, "and later by the link");
});

Deno.test("whom the directory has brought comes in by Google where it names the house's own organization", async () => {
  const { acme, user, identity, come } = await house();
  const google = { issuer: "https://accounts.google.com", claims: { hd: `${acme.slug}.test` } };
  assert.deepEqual(await come(identity(google)), { ok: true, userId: user.userId });
});

Deno.test("another identity of the same address does not follow the first, not even at the same moment", async () => {
  const { user, identity, come } = await house();
  const outcomes = await Promise.all(["s-1", "s-2", "s-3"].map((subject) => come(identity({ subject }))));
  const came = outcomes.filter((it) => it.ok);
  assert.deepEqual(came, [{ ok: true, userId: user.userId }]);
  assert.deepEqual(
    outcomes.filter((it) => !it.ok),
    [1, 2].map(() => ({ ok: false, reason: "confirm_member" })),
  );
});

type House = Awaited<ReturnType<typeof house>>;

const REFUSED: Record<string, (house: House) => Promise<unknown>> = {
  "whose address the provider has not verified": ({ identity, come }) =>
    come(identity({ claims: { email_verified: false } })),
  "whose address the provider says in words that it has not verified": ({ identity, come }) =>
    come(identity({ claims: { email_verified: "False" } })),
  "who has it at Google for themselves, where no organization vouches": ({ identity, come }) =>
    come(identity({ issuer: "https://accounts.google.com", claims: { email_verified: true } })),
  "who has it at Google, of another organization": ({ identity, come }) =>
    come(identity({ issuer: "https://accounts.google.com", claims: { hd: "elsewhere.test" } })),
  "where the connection is switched off": async ({ connectionId, come, sqlOf }) => {
    await sqlOf("update pooled.sso_connections set state = 'disabled' where id = $1", [connectionId]);
    return await come();
  },
  "whose domain the tenant has not proven": async ({ acme, come, sqlOf }) => {
    await sqlOf("delete from platform.proven_domains where tenant_id = $1", [acme.id]);
    return await come();
  },
  "who has a password": async ({ user, come, sqlOf }) => {
    await sqlOf("insert into platform.passwords (user_id, phc, changed_at) values ($1, $2, now())", [
      user.userId,
      PASSWORD_PHC,
    ]);
    return await come();
  },
  "who has proven the address": async ({ user, come, sqlOf }) => {
    await sqlOf("update platform.users set email_verified_at = now() where id = $1", [user.userId]);
    return await come();
  },
  "who lives in another house as well": async ({ globex, user, email, come, sqlOf }) => {
    await sqlOf(
      `insert into pooled.members (tenant_id, id, user_id, role, email, name)
       values ($1, gen_random_uuid(), $2, 'member', $3, 'New')`,
      [globex.id, user.userId, email],
    );
    return await come();
  },
  "who was a member before the directory came": async ({ acme, ben, identity, come }) => {
    const user = { userName: ben.email, isActive: true, email: ben.email, name: "Ben", attributes: {} };
    assert.equal((await createUser(acme.id, { user, actor, now })).ok, true);
    return await come(identity({ email: ben.email }));
  },
  "whom no directory has brought": ({ ben, identity, come }) => come(identity({ email: ben.email })),
};

for (const [whom, come] of Object.entries(REFUSED)) {
  Deno.test(`nobody is brought in by the address ${whom}`, async () => {
    const outcome = await come(await house()) as { ok: boolean };
    assert.equal(outcome.ok, false, JSON.stringify(outcome));
  });
}
