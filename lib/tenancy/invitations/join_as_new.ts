import { hashPassword } from "@/lib/identity/password/hash_password.ts";
import type { TooMany } from "@/lib/identity/defence/weigh_try.ts";
import type { Visitor } from "@/lib/identity/visitor.ts";
import { take } from "@/lib/limits/take.ts";
import { acceptAsNew } from "./accept_invitation.ts";
import { lookAtInvitation } from "./look_at_invitation.ts";

export type JoinedAsNew = Awaited<ReturnType<typeof acceptAsNew>> | { ok: false; reason: "busy" } | TooMany;

type Joining = { token: string; name: string; password: string; visitor: Visitor; now: Date };

const PER_PLACE = { name: "join_place", rate: 1, periodSeconds: 10, burst: 30 };

/** Makes somebody new a member, with a password of their own. A token that lets nobody in costs no hash. */
export async function joinAsNew(
  tenantId: string,
  { token, name, password, visitor, now }: Joining,
): Promise<JoinedAsNew> {
  const { ok, retryAfterSeconds } = await take(PER_PLACE, visitor.ip, now);
  if (!ok) return { ok: false, reason: "too_many", retryAfterSeconds };
  const found = await lookAtInvitation(tenantId, { token, now });
  if (!found.ok) return found;
  const hashed = await hashPassword(password, { place: visitor.ip });
  if (!hashed.ok) return hashed;
  return await acceptAsNew(tenantId, { token, name, phc: hashed.phc, requestId: visitor.requestId, now });
}
