import type { Actor } from "@/lib/audit/actor.ts";
import { recordAudit } from "@/lib/audit/record.ts";
import { asTenant, type TenantTx } from "@/lib/db/as_tenant.ts";
import { hashBearerSecret, newBearerSecret } from "./bearer_secret.ts";
import { EMAIL_CODE_SECONDS, secondsAfter } from "./lifetimes.ts";

export type EmailVerification = { ok: true } | { ok: false; reason: "invalid_code" | "email_taken" };

type Proof = {
  /** From the link in the mail. */
  code: string;
  /** Who is signed in; a code of somebody else is as good as made up. */
  member: { id: string; userId: string };
  actor: Actor;
  now: Date;
};

type Outcome = "proven" | "already_proven" | "invalid_code" | "email_taken";

/** For the link in a mail: proves within a day that the person reads what is sent to the address. */
export async function issueEmailCode(
  tx: TenantTx,
  { userId, now }: { userId: string; now: Date },
): Promise<string> {
  const code = newBearerSecret();
  await tx.rows`
    select gate.add_code(${hashBearerSecret(code)}, 'verify_email', ${userId}, ${now}, ${
    secondsAfter(now, EMAIL_CODE_SECONDS)
  })`;
  return code;
}

/** From here on the address is this person's alone, unless somebody else has proven it before. Twice is once. */
export async function verifyEmail(tenantId: string, proof: Proof): Promise<EmailVerification> {
  return await asTenant(tenantId, (tx) => proveEmail(tx, proof));
}

export async function proveEmail(
  tx: TenantTx,
  { code, member, actor, now }: Proof,
): Promise<EmailVerification> {
  const row = await tx.row<{ outcome: Outcome }>`
    select gate.prove_email(${hashBearerSecret(code)}, ${member.userId}, ${now}) as outcome`;
  const { outcome } = row!;
  if (outcome === "invalid_code" || outcome === "email_taken") return { ok: false, reason: outcome };
  if (outcome === "proven") {
    await recordAudit(tx, {
      actor,
      action: "member.email_verified",
      subject: { kind: "member", id: member.id },
    });
  }
  return { ok: true };
}
