import assert from "node:assert/strict";
import { newBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { acceptAsKnown } from "@/lib/tenancy/invitations/accept_invitation.ts";
import { central, connected, key, useMethods } from "@/tests/support/central_method.ts";
import { makeCast, sessionFor } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { makeInvitationLink } from "@/tests/support/invitations.ts";
import { beginSwitch } from "./begin_switch.ts";
import { vouch } from "./vouch.ts";

useMethods(central, connected, key);

const now = new Date();
const [FIRST, SECOND, OF_A_TENANT] = [central, key, connected].map((it) => it.recognition);

Deno.test("vouch() tells the other house by which method the session began, also by one that is new", async () => {
  for (
    const [recognitions, kind] of [
      [[FIRST], central.kind],
      [["email", FIRST], central.kind],
      [["email"], "magic_link"],
      [["pwd", SECOND], "password"],
      [["handoff"], "password"],
    ] as const
  ) {
    const { session, ticket, vouchFor } = await atTheOtherDoor();
    assert.equal((await vouchFor({ ...session, recognitions: [...recognitions] })).ok, true);
    assert.equal(await kindOf(ticket), kind, recognitions.join());
  }
});

Deno.test("vouch() vouches for nobody of whom a tenant's provider or something unknown has spoken", async () => {
  for (const recognition of [OF_A_TENANT, "mfa", "saml", "auth0", "never-heard-of"]) {
    const { session, vouchFor } = await atTheOtherDoor();
    const refused = await vouchFor({ ...session, recognitions: ["pwd", recognition] });
    assert.deepEqual(refused, { ok: false, reason: "not_vouched" }, recognition);
  }
});

Deno.test("vouch() fails in the database for a session that a connection has opened, whatever it is called", async () => {
  const { session, vouchFor } = await atTheOtherDoor();
  await asSuperuser((client) =>
    client.query("update platform.sessions set connection_id = gen_random_uuid() where id = $1", [
      session.sessionId,
    ])
  );
  assert.deepEqual(await vouchFor(session), { ok: false, reason: "not_vouched" });
});

type Session = Parameters<typeof vouch>[1]["session"];

/** Max, who lives in both houses, is signed in at one and begins at the other. */
async function atTheOtherDoor() {
  const { acme, globex, ada, max } = await makeCast();
  const { token } = await makeInvitationLink(ada);
  assert((await acceptAsKnown(acme.id, { token, person: max, now })).ok);
  const session = await sessionFor(max, now);
  const visitor = { ip: "192.0.2.1" };
  const binding = newBearerSecret();
  const begun = await beginSwitch({ tenant: acme, from: globex.slug, binding, visitor, now });
  assert(begun.ok);
  const ticket = begun.goTo.searchParams.get("ticket")!;
  const vouchFor = (session: Session) => vouch(globex.id, { session, ticket, now });
  return { session, ticket: { tenantId: acme.id, userId: max.userId }, vouchFor };
}

async function kindOf({ tenantId, userId }: { tenantId: string; userId: string }): Promise<string> {
  const { rows } = await asSuperuser((client) =>
    client.query(
      `select kind from platform.login_transactions
        where tenant_id = $1 and user_id = $2 and state = 'verified'`,
      [tenantId, userId],
    )
  );
  assert.equal(rows.length, 1);
  return rows[0].kind;
}
