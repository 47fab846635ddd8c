import type { Door } from "../../factors/door.ts";
import { allowTry, forgetTry } from "../../factors/try_limits.ts";
import type { Visitor } from "../../visitor.ts";
import { hashRecoveryCode, readRecoveryCode } from "./recovery_codes.ts";

export type UsedRecoveryCode =
  | { ok: true; codesLeft: number }
  | { ok: false; reason: "malformed_code" | "wrong_code" | "paused" }
  | { ok: false; reason: "too_many"; retryAfterSeconds: number };

type Attempt = {
  userId: string;
  /** As typed. */
  code: string;
  visitor: Visitor;
  now: Date;
};

/** Takes one of the person's codes, once; the person is told by mail. */
export async function useRecoveryCode(
  door: Door,
  { userId, code: typed, visitor, now }: Attempt,
): Promise<UsedRecoveryCode> {
  const code = readRecoveryCode(typed);
  if (!code) return { ok: false, reason: "malformed_code" };
  const tried = { kind: "recovery_code", userId, place: visitor.ip, now } as const;
  const allowed = await allowTry(tried);
  if (!allowed.ok) return allowed;
  const codesLeft = await door.enter(async (tx) => {
    // A bigint comes as text.
    const row = await tx.row<{ left: number | null }>`
      select gate.use_recovery_code(${userId}, ${hashRecoveryCode(code)}, ${now})::integer as left`;
    const left = row!.left;
    if (left === null) return undefined;
    const { requestId } = visitor;
    await door.tell(tx, { userId, change: "recovery_code_used", codesLeft: left, requestId });
    return left;
  });
  if (codesLeft === undefined) return { ok: false, reason: "wrong_code" };
  await forgetTry(tried);
  return { ok: true, codesLeft };
}
