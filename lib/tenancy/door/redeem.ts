import { recordAudit } from "@/lib/audit/record.ts";
import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { hashBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { linkIdentity } from "@/lib/identity/link_identity.ts";
import type { HeldSession } from "@/lib/identity/open_session.ts";
import type { VerifiedIdentity } from "@/lib/identity/verified_identity.ts";
import type { Visitor } from "@/lib/identity/visitor.ts";
import { methodOf } from "@/lib/identity/methods.ts";
import { type PolicyRow, readPolicy, selectPolicy } from "../sign_in_policy/policy.ts";
import { failLogin } from "./fail_login.ts";
import { type KeptForm, openForm } from "./kept_form.ts";
import { type LoginRow, notesOf } from "./login_row.ts";
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
  const { id, kind, recognitions, origin } = login;
  const [userId, authenticatedAt] = [login.userId!, login.authenticatedAt!];
  const [policy, member, weighed] = await Promise.all([
    tx.row<PolicyRow>(selectPolicy(tx.tenantId)),
    findMemberRow(tx, userId),
    login.asksForMore ? undefined : weighArrival(tx, { userId, visitor, now }),
  ]);
  const verified = { id, kind, userId, recognitions, authenticatedAt };
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
  // A method of ours has kept what it needs by itself.
  if (methodOf(kind)?.isOurs) return { ok: true, purpose: "link" };
  const { identity } = notesOf(login) as { identity: VerifiedIdentity };
  const linked = await linkIdentity(tx, {
    kind,
    connectionId: connectionId ?? undefined,
    identity,
    member: { ...member, userId: userId! },
    requestId: visitor.requestId,
    now,
  });
  return linked.ok ? { ok: true, purpose: "link" } : linked;
}

async function findMemberRow(
  tx: TenantTx,
  userId: string,
): Promise<{ id: string; name: string } | undefined> {
  return await tx.row<{ id: string; name: string }>`
    select id, name from members where tenant_id = ${tx.tenantId} and user_id = ${userId}`;
}
