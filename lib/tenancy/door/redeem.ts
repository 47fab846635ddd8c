import { recordAudit } from "@/lib/audit/record.ts";
import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { hashBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { linkIdentity } from "@/lib/identity/link_identity.ts";
import type { HeldSession } from "@/lib/identity/open_session.ts";
import type { Method } from "@/lib/identity/methods/port.ts";
import { recogniseSession } from "@/lib/identity/recognise_session.ts";
import type { VerifiedIdentity } from "@/lib/identity/verified_identity.ts";
import type { Visitor } from "@/lib/identity/visitor.ts";
import { keepWallets } from "@/lib/identity/keep_wallets.ts";
import { methodOf, nameOfMethod } from "@/lib/identity/methods/methods.ts";
import { sendMail } from "@/lib/mail/send_mail.ts";
import { type PolicyRow, readPolicy, selectPolicy } from "../sign_in_policy/policy.ts";
import { askForMore } from "./ask_for_more.ts";
import { failLogin } from "./fail_login.ts";
import { type Comer, selectComer } from "./find_comer.ts";
import { type KeptForm, openForm } from "./kept_form.ts";
import { type LoginRow, notesOf } from "./login_row.ts";
import { noteRefused } from "./note_refused.ts";
import { noticeArrival } from "./notice_arrival.ts";
import { openDoor } from "./open_door.ts";
import { type Refusal, refused } from "./refusal.ts";
import { weighArrival } from "./weigh_arrival.ts";

export type Redeemed =
  | { ok: true; purpose: "sign_in"; held: HeldSession }
  | { ok: true; purpose: "step_up"; keptForm?: KeptForm }
  | { ok: true; purpose: "link" }
  /** The page of the test takes the login itself, with `takeTest()`. */
  | { ok: true; purpose: "test"; loginId: string }
  | { ok: false; reason: "needs_second_factor"; loginId: string }
  | Refusal;

export type Redeeming = {
  /** On the tenant's host, in the browser that began it. */
  login: LoginRow;
  binding: string;
  /** Who is signed in on this host. */
  session?: { sessionId: string };
  visitor: Visitor;
  now: Date;
};

/** What a verified login was for is done here, on the tenant's host, once. */
export async function redeem(tx: TenantTx, redeeming: Redeeming): Promise<Redeemed> {
  const { login, session } = redeeming;
  if (login.state === "needs_second_factor") {
    return { ok: false, reason: "needs_second_factor", loginId: login.id };
  }
  if (login.state !== "verified") return refused("over");
  switch (login.purpose) {
    case "sign_in":
      return await comeInside(tx, redeeming);
    case "test":
      return { ok: true, purpose: "test", loginId: login.id };
    case "step_up":
    case "link":
      // The one session that it began in, and still: who was signed out meanwhile begins again.
      if (session?.sessionId !== login.sessionId) return await failLogin(tx, login.id, refused("over"));
      return login.purpose === "step_up" ? await confirm(tx, redeeming) : await link(tx, redeeming);
  }
}

async function comeInside(
  tx: TenantTx,
  { login, binding, visitor, now }: Redeeming,
): Promise<Redeemed> {
  const { id, kind, connectionId, recognitions, origin } = login;
  const [userId, authenticatedAt] = [login.userId!, login.authenticatedAt!];
  const [policy, member, weighed] = await Promise.all([
    tx.row<PolicyRow>(selectPolicy(tx.tenantId)),
    tx.row<Comer>(selectComer(tx.tenantId, { userId, binding, now })),
    login.asksForMore ? undefined : weighArrival(tx, { userId, visitor, now }),
  ]);
  if (weighed?.asksForMore && await askForMore(tx, { loginId: id, userId, origin, now })) {
    await noticeArrival(tx, { userId, ...weighed, origin, visitor, now });
    return { ok: false, reason: "needs_second_factor", loginId: id };
  }
  const verified = {
    id,
    kind,
    connectionId: connectionId ?? undefined,
    userId,
    recognitions,
    authenticatedAt,
  };
  const opened = await openDoor(tx, {
    login: verified,
    policy: readPolicy(policy),
    member,
    weighed,
    binding,
    origin,
    visitor,
    now,
  });
  return opened.ok ? { ok: true, purpose: "sign_in", held: opened.held } : opened;
}

async function confirm(tx: TenantTx, { login, binding, visitor, now }: Redeeming): Promise<Redeemed> {
  const [row, member] = await Promise.all([
    tx.row<{ confirmed: string | null; form: string | null }>`
      select confirmed, form from gate.confirm_session(${login.id}, ${hashBearerSecret(binding)}, ${now})`,
    findMemberRow(tx, login.userId!),
  ]);
  if (!row?.confirmed || !member) return refused("over");
  await recordAudit(tx, {
    actor: { kind: "member", id: login.userId!, name: member.name, requestId: visitor.requestId },
    action: "member.confirmed",
    subject: { kind: "member", id: member.id },
    detail: { methods: login.recognitions.join(" ") },
  });
  return { ok: true, purpose: "step_up", keptForm: row.form === null ? undefined : openForm(row.form) };
}

async function link(tx: TenantTx, { login, binding, visitor, now }: Redeeming): Promise<Redeemed> {
  const { kind, userId, connectionId } = login;
  const [taken, member] = await Promise.all([
    tx.row`select from gate.redeem_login(${login.id}, ${hashBearerSecret(binding)}, 'link', ${now})`,
    findMemberRow(tx, userId!),
  ]);
  if (!taken || !member) return refused("over");
  const { identity } = notesOf(login) as { identity: VerifiedIdentity };
  const method = methodOf(kind);
  if (method?.isOurs) return await keepOurs(tx, { method, login, identity, visitor, now });
  const linked = await linkIdentity(tx, {
    kind,
    connectionId: connectionId ?? undefined,
    identity,
    member: { ...member, userId: userId! },
    requestId: visitor.requestId,
    now,
  });
  if (!linked.ok) {
    await noteRefused(tx, { userId: userId!, kind, because: linked.reason, visitor });
    return linked;
  }
  await keepWallets(tx, { identity, userId: userId!, now });
  const data = {
    name: member.name,
    provider: nameOfMethod(kind),
    securityUrl: `${login.origin}/security/identities`,
  };
  await sendMail(tx, { to: member.email, template: "identity_linked", data });
  return { ok: true, purpose: "link" };
}

type Keeping = Pick<Redeeming, "login" | "visitor" | "now"> & { method: Method; identity: VerifiedIdentity };

/** A factor of ours that was made and shown just now: the session counts as confirmed by it. */
async function keepOurs(tx: TenantTx, { method, login, identity, visitor, now }: Keeping): Promise<Redeemed> {
  const [userId, sessionId] = [login.userId!, login.sessionId!];
  const kept = await method.keep?.(tx, { userId, identity, requestId: visitor.requestId, now });
  if (kept && !kept.ok) return kept;
  for (const recognition of identity.methods) {
    await recogniseSession(tx, { session: { userId, sessionId }, recognition, now });
  }
  return { ok: true, purpose: "link" };
}

async function findMemberRow(
  tx: TenantTx,
  userId: string,
): Promise<{ id: string; name: string; email: string } | undefined> {
  return await tx.row<{ id: string; name: string; email: string }>`
    select m.id, m.name, m.email from members m
     where m.tenant_id = ${tx.tenantId} and m.user_id = ${userId}
       and not exists (select from member_deactivations d
                        where d.tenant_id = m.tenant_id and d.user_id = m.user_id)`;
}
