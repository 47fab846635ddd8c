import { asTenant } from "@/lib/db/as_tenant.ts";
import { hashBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { checkPassword } from "@/lib/identity/check_password.ts";
import { UNFAMILIAR } from "@/lib/identity/defence/familiarity.ts";
import type { MailFirst, Paused, TooMany } from "@/lib/identity/defence/weigh_try.ts";
import type { Visitor } from "@/lib/identity/visitor.ts";
import { sql } from "@/lib/db/sql.ts";
import type { KnownPerson } from "./accept_invitation.ts";

export type PersonProven =
  | { ok: true; person: KnownPerson }
  | { ok: false; reason: "wrong_credentials" | "busy" }
  | TooMany
  | Paused
  | MailFirst;

type Proving = { token: string; email: string; password: string; visitor: Visitor; now: Date };

/**
 * Who stands at the door with an invitation and says that we know them: the one person who has proven the address, by
 * their password. Whatever is wrong, it costs one hash and says no more than `wrong_credentials`.
 */
export async function proveKnownPerson(
  tenantId: string,
  { token, email, password, visitor, now }: Proving,
): Promise<PersonProven> {
  let found: (KnownPerson & { phc: string | null }) | undefined;
  const checked = await checkPassword({
    where: `${tenantId} invitation`,
    subject: email,
    password,
    tenantId,
    look: async () => {
      [found] = await asTenant.one<KnownPerson & { phc: string | null }>(
        tenantId,
        sql`select user_id as "userId", name, email, phc
              from gate.invited_person(${hashBearerSecret(token)}, ${email}, ${now})`,
      );
      const candidate = found?.phc ? { userId: found.userId, phc: found.phc } : undefined;
      return { candidate, familiarity: UNFAMILIAR };
    },
    visitor,
    now,
  });
  if (!checked.ok) return checked;
  const { userId, name, email: proven } = found!;
  return { ok: true, person: { userId, name, email: proven } };
}

/** Whether the invited address is somebody's: said to whoever has the mail that went there, and so to nobody else. */
export async function isKnownPerson(
  tenantId: string,
  { token, email, now }: Pick<Proving, "token" | "email" | "now">,
): Promise<boolean> {
  const found = await asTenant.one(
    tenantId,
    sql`select from gate.invited_person(${hashBearerSecret(token)}, ${email}, ${now})`,
  );
  return found.length > 0;
}
