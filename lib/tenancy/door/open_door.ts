import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { rememberArrival } from "@/lib/identity/defence/familiarity.ts";
import { openMemberSession } from "@/lib/identity/open_member_session.ts";
import type { HeldSession } from "@/lib/identity/open_session.ts";
import type { MethodKind } from "@/lib/identity/methods/port.ts";
import type { Visitor } from "@/lib/identity/visitor.ts";
import { allowsMethod, allowsPlace, type SignInPolicy } from "../sign_in_policy/policy.ts";
import { failLogin } from "./fail_login.ts";
import type { Comer } from "./find_comer.ts";
import { noteRefused } from "./note_refused.ts";
import { noticeArrival } from "./notice_arrival.ts";
import { passEnforcement } from "./pass_enforcement.ts";
import { type Refusal, refused } from "./refusal.ts";
import type { WeighedArrival } from "./weigh_arrival.ts";

export type Opened = { ok: true; held: HeldSession } | Refusal;

/** Verified in this transaction, or read as such. `kind` is how it began. */
export type VerifiedLogin = {
  id: string;
  kind: MethodKind;
  connectionId?: string;
  userId: string;
  recognitions: string[];
  authenticatedAt: Date;
};

export type Opening = {
  login: VerifiedLogin;
  policy: SignInPolicy;
  /** As the tenant has the person now; undefined for a stranger. */
  member?: Comer;
  /** Undefined where the login waited for more because of it, and all were told. */
  weighed?: WeighedArrival;
  binding: string;
  origin: string;
  visitor: Visitor;
  now: Date;
};

/** The last look at who wants to come in, and the session for a verified login. */
export async function openDoor(tx: TenantTx, opening: Opening): Promise<Opened> {
  const { login, policy, member, weighed, binding, origin, visitor, now } = opening;
  if (!member) return await keepShut(tx, opening, refused("not_a_member"));
  if (!allowsMethod(policy, login.kind)) return await keepShut(tx, opening, refused("method_not_allowed"));
  if (!allowsPlace(policy, visitor.ip)) return await keepShut(tx, opening, refused("network_not_allowed"));
  const { requestId } = visitor;
  const passed = await passEnforcement(tx, { login, member, requestId, now });
  if (!passed.ok) return await keepShut(tx, opening, passed);
  const audience = origin;
  const session = { login, binding, member, audience, lengths: policy, visitor, now };
  const { userId } = login;
  // Together, so that they travel in one round trip.
  const [held] = await Promise.all([
    openMemberSession(tx, session),
    rememberArrival(tx, { userId, ...visitor, now }),
    weighed && noticeArrival(tx, { userId, ...weighed, origin, visitor, now }),
  ]);
  return { ok: true, held };
}

/** Ends the login. Of somebody who is deactivated there is an entry too. */
async function keepShut(
  tx: TenantTx,
  { login: { id, userId, kind }, visitor }: Opening,
  refusal: Refusal,
): Promise<Refusal> {
  await Promise.all([
    failLogin(tx, id, refusal),
    noteRefused(tx, { userId, kind, because: refusal.reason, visitor }),
  ]);
  return refusal;
}
