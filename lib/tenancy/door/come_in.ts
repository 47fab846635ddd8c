import { config } from "@/lib/config.ts";
import type { TenantTx } from "@/lib/db/as_tenant.ts";
import type { Suspicion } from "@/lib/identity/defence/suspicion.ts";
import { newMailCode } from "@/lib/identity/methods/mail_code/method.ts";
import type { MethodKind } from "@/lib/identity/methods/port.ts";
import type { VerifiedIdentity } from "@/lib/identity/verified_identity.ts";
import type { Visitor } from "@/lib/identity/visitor.ts";
import { newId } from "@/lib/ids.ts";
import { type PolicyRow, readPolicy, selectPolicy } from "../sign_in_policy/policy.ts";
import { askByMail } from "./ask_by_mail.ts";
import { beginLogin } from "./begin_login.ts";
import { type Comer, selectComer } from "./find_comer.ts";
import { noticeArrival } from "./notice_arrival.ts";
import { openDoor, type Opened } from "./open_door.ts";
import { refused } from "./refusal.ts";
import { verifyLogin } from "./verify_login.ts";
import { weighArrival } from "./weigh_arrival.ts";

export type CameIn =
  | Opened
  /** The login waits on the page of the second factor. */
  | { ok: false; reason: "needs_second_factor"; loginId: string };

type Coming = {
  kind: MethodKind;
  /** One that we vouch for ourselves. */
  identity: VerifiedIdentity;
  suspicion?: Suspicion;
  /** Of the tenant's host. */
  origin: string;
  returnPath: string;
  binding: string;
  visitor: Visitor;
  now: Date;
};

/**
 * For a method of ours that has its answer at once, on the tenant's own host: the login begins, is verified and is
 * redeemed in one transaction.
 */
export async function comeIn(tx: TenantTx, coming: Coming): Promise<CameIn> {
  const { kind, identity, suspicion, origin, returnPath, binding, visitor, now } = coming;
  if (identity.issuer !== config.baseUrl.origin) return refused("not_linked");
  const [id, userId] = [newId(), identity.subject];
  const weighed = await weighArrival(tx, { userId, suspicion, visitor, now });
  const code = weighed.asksForMore ? newMailCode(now) : undefined;
  // Together, so that all of them travel in one round trip.
  const [policy, , state, member] = await Promise.all([
    tx.row<PolicyRow>(selectPolicy(tx.tenantId)),
    beginLogin(tx, { id, purpose: "sign_in", kind, origin, returnPath, binding, now }),
    verifyLogin(tx, {
      loginId: id,
      userId,
      identity,
      notes: code?.notes,
      asksForMore: weighed.asksForMore,
      now,
    }),
    tx.row<Comer>(selectComer(tx.tenantId, { userId, binding, now })),
  ]);
  if (state === null) return refused("over");
  if (state === "needs_second_factor") {
    await noticeArrival(tx, { userId, ...weighed, origin, visitor, now });
    if (code) await askByMail(tx, { userId, digits: code.digits, origin });
    return { ok: false, reason: state, loginId: id };
  }
  const login = { id, kind, userId, recognitions: identity.methods, authenticatedAt: now };
  return await openDoor(tx, {
    login,
    policy: readPolicy(policy),
    member,
    weighed,
    binding,
    origin,
    visitor,
    now,
  });
}
