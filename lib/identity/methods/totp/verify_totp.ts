import type { Tx } from "@/lib/db/transaction.ts";
import { open } from "@/lib/vault/open.ts";
import type { Door } from "../../factors/door.ts";
import { allowTry, forgetTry } from "../../factors/try_limits.ts";
import type { Visitor } from "../../visitor.ts";
import { matchingStep, readTotpCode } from "./matching_step.ts";

export type VerifiedTotp =
  | { ok: true }
  | { ok: false; reason: "malformed_code" | "wrong_code" | "used_code" | "paused" }
  | { ok: false; reason: "too_many"; retryAfterSeconds: number };

type Attempt = {
  userId: string;
  /** As typed. */
  code: string;
  visitor: Visitor;
  now: Date;
};

/** What the secret of an authenticator is sealed for. */
export const TOTP_SECRET = "authenticator secret";

/** Whether one of the person's authenticators that count there shows this code now. It was good once, then. */
export async function verifyTotp(
  door: Door,
  { userId, code: typed, visitor, now }: Attempt,
): Promise<VerifiedTotp> {
  const code = readTotpCode(typed);
  if (!code) return { ok: false, reason: "malformed_code" };
  const tried = { kind: "totp", userId, place: visitor.ip, now } as const;
  const allowed = await allowTry(tried);
  if (!allowed.ok) return allowed;
  const reason = await door.enter((tx) => use(tx, door, { userId, code, now }));
  if (reason) return { ok: false, reason };
  await forgetTry(tried);
  return { ok: true };
}

type Row = { id: string; sealed_secret: string };

async function use(
  tx: Tx,
  door: Door,
  { userId, code, now }: { userId: string; code: string; now: Date },
): Promise<"wrong_code" | "used_code" | undefined> {
  const [takesLate, rows] = await Promise.all([
    door.takesLateCodes(tx),
    tx.rows<Row>`select id, sealed_secret from gate.authenticators(${userId}) where does_count`,
  ]);
  let reason: "wrong_code" | "used_code" = "wrong_code";
  for (const { id, sealed_secret } of rows) {
    const step = matchingStep(open(sealed_secret, TOTP_SECRET), code, { now, takesLate });
    if (step === undefined) continue;
    const row = await tx.row<{ isFirst: boolean }>`
      select gate.use_authenticator(${id}, ${userId}, ${step}, ${now}) as "isFirst"`;
    if (row!.isFirst) return undefined;
    reason = "used_code";
  }
  return reason;
}
