import { addOperator } from "@/lib/identity/operators/add_operator.ts";
import { findOperatorCandidate } from "@/lib/identity/operators/find_operator_candidate.ts";
import { hashPassword } from "@/lib/identity/password/hash_password.ts";
import type { Role } from "@/lib/identity/permissions.ts";
import { issueEmailCode, proveEmail } from "@/lib/identity/verify_email.ts";
import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { addMember } from "@/lib/tenancy/add_member.ts";
import { findSignUp } from "./find_sign_up.ts";
import { openTenant } from "./open_tenant.ts";
import { grantTrial } from "./trial.ts";

export type DemoPerson = { name: string; email: string; role: Role };
type DemoTenant = { signUpId: string; slug: string; company: string; people: [DemoPerson, ...DemoPerson[]] };

/** Of everybody in the demo; the start prints it. */
export const DEMO_PASSWORD = "correct-horse-battery-staple";

/** The first person of each is the owner. The ids tell our Acme from a stranger's of the same name. */
export const DEMO_PEOPLE: DemoTenant[] = [
  {
    signUpId: "0193a000-0000-7000-8000-000000000001",
    slug: "acme",
    company: "Acme",
    people: [
      { name: "Ada", email: "ada@acme.test", role: "owner" },
      { name: "Ben", email: "ben@acme.test", role: "member" },
      { name: "Cleo", email: "cleo@acme.test", role: "read_only" },
    ],
  },
  {
    signUpId: "0193a000-0000-7000-8000-000000000002",
    slug: "globex",
    company: "Globex",
    people: [{ name: "Max", email: "max@globex.test", role: "owner" }],
  },
];

export const DEMO_OPERATOR = { name: "Sam", email: "sam@rowhouse.test" };

export type SeededDemo = {
  /** Whether anybody moved in just now. */
  isNew: boolean;
  /** The demo's tenants; one whose slug a stranger has taken is not among them. */
  tenants: { id: string; slug: string }[];
};

type Times = { now: Date; openedAt: Date };
type SeededTenant = { id: string; slug: string; isNew: boolean };

/**
 * Moves the demo cast in, whoever of it is not there yet, as of `openedAt`; the trial begins now. Everybody's address
 * counts as proven.
 */
export async function seedDemo({ now, openedAt }: Times): Promise<SeededDemo> {
  const hashed = await hashPassword(DEMO_PASSWORD, { place: "the demo" });
  if (!hashed.ok) throw new Error("Seeding the demo: the queue of passwords is full");
  const seeded: SeededTenant[] = [];
  for (const tenant of DEMO_PEOPLE) seeded.push(...await seedTenant(tenant, hashed.phc, { now, openedAt }));
  await seedOperator(hashed.phc, now);
  return { isNew: seeded.some((it) => it.isNew), tenants: seeded.map(({ id, slug }) => ({ id, slug })) };
}

async function seedTenant(
  tenant: DemoTenant,
  phc: string,
  { now, openedAt }: Times,
): Promise<SeededTenant[]> {
  const { signUpId, slug, company, people: [owner, ...others] } = tenant;
  const outcome = await openTenant(
    { signUpId, slug, company, owner: { ...owner, phc }, now: openedAt },
    async (tx, opened) => {
      await grantTrial(tx, now);
      await vouchFor(tx, owner, opened.owner, openedAt);
      for (const person of others) {
        const actor = { kind: "member" as const, id: opened.owner.userId, name: owner.name };
        const joining = { ...person, phc, actor, now: openedAt };
        await vouchFor(tx, person, await addMember(tx, joining), openedAt);
      }
    },
  );
  if (outcome.ok) return [{ id: outcome.opened.tenantId, slug, isNew: true }];
  const first = await findSignUp(signUpId);
  return first ? [{ id: first.tenantId, slug, isNew: false }] : [];
}

/** As if the person had followed the link in the mail. */
async function vouchFor(
  tx: TenantTx,
  { name }: DemoPerson,
  member: { id: string; userId: string },
  now: Date,
) {
  const code = await issueEmailCode(tx, { userId: member.userId, now });
  await proveEmail(tx, { code, member, actor: { kind: "member", id: member.userId, name }, now });
}

async function seedOperator(phc: string, now: Date) {
  if (!(await findOperatorCandidate(DEMO_OPERATOR.email))) await addOperator({ ...DEMO_OPERATOR, phc, now });
}
