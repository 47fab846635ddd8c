import type { Actor } from "@/lib/audit/actor.ts";
import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { seal } from "@/lib/vault/seal.ts";
import { tellOfFactor } from "../../factors/tell_of_factor.ts";
import { matchingStep, readTotpCode } from "./matching_step.ts";
import { openProposal } from "./propose_authenticator.ts";
import { TOTP_SECRET } from "./verify_totp.ts";

/** A person can have so many; the database counts them. */
export const MOST_AUTHENTICATORS = 5;

/** An app that has shown its first code, which is used up by it. */
export type ProvenAuthenticator = { id: string; secret: string; step: number };

type Proof = {
  userId: string;
  /** As `proposeAuthenticator()` sealed it. */
  proposal: string;
  /** As typed. */
  code: string;
  now: Date;
};

export type Proven =
  | { ok: true; proven: ProvenAuthenticator }
  | { ok: false; reason: "stale_proposal" | "malformed_code" | "wrong_code" };

export function proveAuthenticator({ userId, proposal, code: typed, now }: Proof): Proven {
  const opened = openProposal(proposal, { userId, now });
  if (!opened) return { ok: false, reason: "stale_proposal" };
  const code = readTotpCode(typed);
  if (!code) return { ok: false, reason: "malformed_code" };
  const step = matchingStep(opened.secret, code, now);
  return step === undefined ? { ok: false, reason: "wrong_code" } : { ok: true, proven: { ...opened, step } };
}

type Adding = {
  userId: string;
  proven: ProvenAuthenticator;
  name: string;
  /** Refuses it to whoever has a second factor already. */
  isOnlyFirst: boolean;
  /** Undefined for a person who is not inside yet. */
  actor?: Actor;
  requestId?: string;
  now: Date;
};

export async function addAuthenticator(
  tx: TenantTx,
  { userId, proven: { id, secret, step }, name, isOnlyFirst, actor, requestId, now }: Adding,
): Promise<"added" | "added_before" | "too_many" | "not_first"> {
  const sealed = seal(secret, TOTP_SECRET);
  const row = await tx.row<{ outcome: "added" | "added_before" | "too_many" | "not_first" }>`
    select gate.add_authenticator(${id}, ${userId}, ${name}, ${sealed}, ${step}, ${isOnlyFirst}, ${now}) as outcome`;
  const { outcome } = row!;
  if (outcome === "added") {
    await tellOfFactor(tx, { userId, change: "authenticator_added", called: name, actor, requestId });
  }
  return outcome;
}
