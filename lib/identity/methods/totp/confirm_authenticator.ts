import type { Actor } from "@/lib/audit/actor.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { seal } from "@/lib/vault/seal.ts";
import type { Door } from "../../factors/door.ts";
import { makeFirstRecoveryCodes } from "../recovery_code/make_recovery_codes.ts";
import { matchingStep, readTotpCode } from "./matching_step.ts";
import { openProposal } from "./propose_authenticator.ts";
import { TOTP_SECRET } from "./verify_totp.ts";

/** A person can have so many; the database counts them. */
export const MOST_AUTHENTICATORS = 5;

export type ConfirmedAuthenticator =
  | {
    ok: true;
    /** Ten of them, where this is the person's first second factor. */
    recoveryCodes?: string[];
  }
  | { ok: false; reason: "stale_proposal" | "malformed_code" | "wrong_code" | "added_before" | "too_many" };

type Confirmation = {
  /** Whose it will be; the session counts as confirmed by it. */
  session: { userId: string; sessionId: string };
  /** As `proposeAuthenticator()` sealed it. */
  proposal: string;
  name: string;
  /** As typed. */
  code: string;
  actor: Actor;
  now: Date;
};

/** From the first code on an authenticator counts. That code is used up: signing in takes the next one. */
export async function confirmAuthenticator(
  door: Door,
  { session, proposal, name, code: typed, actor, now }: Confirmation,
): Promise<ConfirmedAuthenticator> {
  const { userId } = session;
  const opened = openProposal(proposal, { userId, now });
  if (!opened) return { ok: false, reason: "stale_proposal" };
  const code = readTotpCode(typed);
  if (!code) return { ok: false, reason: "malformed_code" };
  const step = matchingStep(opened.secret, code, { now, takesLate: true });
  if (step === undefined) return { ok: false, reason: "wrong_code" };
  return await door.enter(async (tx) => {
    const outcome = await add(tx, { ...opened, userId, name, step, now });
    if (outcome !== "added") return { ok: false, reason: outcome };
    await door.tell(tx, { userId, change: "authenticator_added", called: name, actor });
    await door.recognise(tx, { session, recognition: "otp", now });
    return { ok: true, recoveryCodes: await makeFirstRecoveryCodes(tx, { userId, now }) };
  });
}

type Adding = { id: string; userId: string; name: string; secret: string; step: number; now: Date };
type Outcome = "added" | "added_before" | "too_many";

async function add(tx: Tx, { id, userId, name, secret, step, now }: Adding): Promise<Outcome> {
  const sealed = seal(secret, TOTP_SECRET);
  const row = await tx.row<{ outcome: Outcome }>`
    select gate.add_authenticator(${id}, ${userId}, ${name}, ${sealed}, ${step}, ${now}) as outcome`;
  return row!.outcome;
}
