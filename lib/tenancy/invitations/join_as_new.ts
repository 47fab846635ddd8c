import { findPasswordFault } from "@/lib/identity/password/find_password_fault.ts";
import { hashPassword } from "@/lib/identity/password/hash_password.ts";
import { type PasswordFault, SHORTEST_PASSWORD } from "@/lib/identity/password/rules.ts";
import type { TooMany } from "@/lib/identity/defence/weigh_try.ts";
import type { Visitor } from "@/lib/identity/visitor.ts";
import { take } from "@/lib/limits/take.ts";
import { acceptAsNew } from "./accept_invitation.ts";
import { lookAtInvitation } from "./look_at_invitation.ts";

export type JoinedAsNew =
  | Awaited<ReturnType<typeof acceptAsNew>>
  | { ok: false; reason: "busy" }
  | { ok: false; reason: "weak"; fault: PasswordFault }
  | TooMany;

type Joining = {
  token: string;
  name: string;
  password: string;
  /** What it must not hold: those of the house. */
  names: string[];
  visitor: Visitor;
  now: Date;
};

const PER_PLACE = { name: "join_place", rate: 1, periodSeconds: 10, burst: 30 };

/** Makes somebody new a member, with a password of their own. A token that lets nobody in costs no hash. */
export async function joinAsNew(
  tenantId: string,
  { token, name, password, names, visitor, now }: Joining,
): Promise<JoinedAsNew> {
  const { ok, retryAfterSeconds } = await take(PER_PLACE, visitor.ip, now);
  if (!ok) return { ok: false, reason: "too_many", retryAfterSeconds };
  const found = await lookAtInvitation(tenantId, { token, now });
  if (!found.ok) return found;
  const { email = "" } = found.invitation;
  const fault = await findPasswordFault({
    password,
    shortest: SHORTEST_PASSWORD,
    names: [...names, name, email],
  });
  if (fault) return { ok: false, reason: "weak", fault };
  const hashed = await hashPassword(password, { place: visitor.ip });
  if (!hashed.ok) return hashed;
  return await acceptAsNew(tenantId, { token, name, phc: hashed.phc, requestId: visitor.requestId, now });
}
