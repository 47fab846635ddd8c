import { asTenant, type TenantTx } from "@/lib/db/as_tenant.ts";
import { UNFAMILIAR } from "@/lib/identity/defence/familiarity.ts";
import { newId } from "@/lib/ids.ts";
import { newBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { type OpenedSession, sessionTokens } from "@/lib/identity/open_session.ts";
import type { Role } from "@/lib/identity/permissions.ts";
import { ownIdentity, type Recognition } from "@/lib/identity/verified_identity.ts";
import { openTenant } from "@/lib/onboarding/open_tenant.ts";
import { addMember } from "@/lib/tenancy/add_member.ts";
import { comeIn } from "@/lib/tenancy/door/come_in.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";

export type CastTenant = { id: string; slug: string; name: string; origin: string };

export type Person = {
  tenant: CastTenant;
  /** Of the row in `members`. */
  id: string;
  userId: string;
  name: string;
  email: string;
  role: Role;
};

export type Cast = {
  acme: CastTenant;
  globex: CastTenant;
  ada: Person;
  ben: Person;
  cleo: Person;
  max: Person;
};

export const PASSWORD = "correct-horse-battery-staple";
/** Of `PASSWORD`, so that no test pays for a hash it does not test. */
export const PASSWORD_PHC =
  "$argon2id$v=19$m=19456,t=2,p=1$DPprECZT7n8IBYlngRnvdg$vBATRW4mWqkeuqeTvfiE3CU7Nmb0J4BXD0uznrAuvsg";

/** Acme with Ada, Ben and Cleo, and Globex with Max: new ones, nobody else's. Their addresses are not proven. */
export async function makeCast(now = new Date()): Promise<Cast> {
  const suffix = newId().slice(-12);
  const ada = await openHouse("Acme", `acme-${suffix}`, "Ada", now);
  const max = await openHouse("Globex", `globex-${suffix}`, "Max", now);
  const ben = await joinHouse(ada, "Ben", "member", now);
  const cleo = await joinHouse(ada, "Cleo", "read_only", now);
  return { acme: ada.tenant, globex: max.tenant, ada, ben, cleo, max };
}

/** A session on the person's own tenant, from a login that was verified as the door verifies one. */
export async function sessionFor(
  { tenant, userId }: Person,
  now = new Date(),
  recognition: Recognition = "pwd",
): Promise<OpenedSession> {
  const came = await asTenant(
    tenant.id,
    (tx: TenantTx) =>
      comeIn(tx, {
        kind: "password",
        identity: ownIdentity(userId, recognition),
        origin: tenant.origin,
        returnPath: "/dashboard",
        binding: newBearerSecret(),
        // Wherever this person was before, nothing is odd about it.
        suspicion: { asksForMore: false, isSpraying: false, failuresBefore: 0, familiarity: UNFAMILIAR },
        visitor: { ip: "192.0.2.1" },
        now,
      }),
  );
  if (!came.ok) throw new Error(`Opening a session for ${userId}: ${came.reason}`);
  return await sessionTokens(came.held, now);
}

async function openHouse(name: string, slug: string, owner: string, now: Date): Promise<Person> {
  const email = `${owner.toLowerCase()}@${slug}.test`;
  const outcome = await openTenant(
    { signUpId: newId(), slug, company: name, owner: { name: owner, email, phc: PASSWORD_PHC }, now },
    () => Promise.resolve(),
  );
  if (!outcome.ok) throw new Error(`Making the cast: ${outcome.reason}`);
  const tenant = { id: outcome.opened.tenantId, slug, name, origin: tenantOrigin(slug) };
  return { tenant, ...outcome.opened.owner, name: owner, email, role: "owner" };
}

/** Somebody more in the owner's house. */
export async function joinHouse(owner: Person, name: string, role: Role, now: Date): Promise<Person> {
  const { tenant } = owner;
  const email = `${name.toLowerCase()}@${tenant.slug}.test`;
  const actor = { kind: "member" as const, id: owner.userId, name: owner.name };
  const added = await asTenant(
    tenant.id,
    (tx: TenantTx) => addMember(tx, { name, email, role, phc: PASSWORD_PHC, actor, now }),
  );
  return { tenant, ...added, name, email, role };
}
