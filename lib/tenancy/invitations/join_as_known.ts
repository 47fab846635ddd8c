import type { Visitor } from "@/lib/identity/visitor.ts";
import { acceptAsKnown } from "./accept_invitation.ts";
import { type PersonProven, proveKnownPerson } from "./prove_known_person.ts";

export type JoinedAsKnown =
  | Awaited<ReturnType<typeof acceptAsKnown>>
  /** Proven, and a member since before. */
  | { ok: true; member: { userId: string } }
  | Extract<PersonProven, { ok: false }>;

type Joining = { token: string; email: string; password: string; visitor: Visitor; now: Date };

/** Makes a member of somebody whom we know from elsewhere, once they have proven to be that person. */
export async function joinAsKnown(tenantId: string, joining: Joining): Promise<JoinedAsKnown> {
  const proven = await proveKnownPerson(tenantId, joining);
  if (!proven.ok) return proven;
  const { token, visitor: { requestId }, now } = joining;
  const { person } = proven;
  const accepted = await acceptAsKnown(tenantId, { token, person, requestId, now });
  if (!accepted.ok && accepted.reason === "member_already") {
    return { ok: true, member: { userId: person.userId } };
  }
  return accepted;
}
