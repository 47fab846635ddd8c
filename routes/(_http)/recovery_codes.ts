import { HttpError, page, type PageResponse } from "fresh";
import type { ShownRecoveryCodes } from "@/routes/(_parts)/recovery_codes_page.tsx";
import type { Actor } from "@/lib/audit/actor.ts";
import type { Door } from "@/lib/identity/factors/door.ts";
import { makeRecoveryCodes } from "@/lib/identity/methods/recovery_code/make_recovery_codes.ts";
import { readRecoveryCode } from "@/lib/identity/methods/recovery_code/recovery_codes.ts";

type Making = {
  userId: string;
  actor: Actor;
  /** As posted: when the set was made whose place they take. */
  replaces: string | undefined;
  /** What the page shows besides. */
  look: () => Promise<ShownRecoveryCodes>;
};

/** Makes new codes, for the page to show once. */
export async function answerWithCodes(
  door: Door,
  { userId, actor, replaces = "", look }: Making,
): Promise<PageResponse<ShownRecoveryCodes>> {
  const shown = await look();
  if (!shown.hasFactor) return page<ShownRecoveryCodes>(shown, { status: 409 });
  const made = await makeRecoveryCodes(door, {
    userId,
    replaces: Number.isNaN(Date.parse(replaces)) ? undefined : new Date(replaces),
    actor,
    now: new Date(),
  });
  return page<ShownRecoveryCodes>({
    ...await look(),
    ...(made.ok ? { codes: made.codes } : { wereMadeBefore: true }),
  });
}

/**
 * Gives the codes that a page shows back as a file, for browsers where no script runs. Nothing else than codes.
 *
 * @throws {HttpError} 400
 */
export function recoveryCodesFile(
  codes: string | undefined,
  { email, signInUrl }: { email: string; signInUrl: string },
): Response {
  const read = (codes ?? "").split(" ").map(readRecoveryCode);
  if (read.some((it) => it === undefined)) throw new HttpError(400, "Expected recovery codes");
  const head = [`Recovery codes of ${email} for Rowhouse`, `Sign in at ${signInUrl}. Each code works once.`];
  return new Response(`${[...head, "", ...read].join("\r\n")}\r\n`, {
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "content-disposition": 'attachment; filename="rowhouse-recovery-codes.txt"',
    },
  });
}
