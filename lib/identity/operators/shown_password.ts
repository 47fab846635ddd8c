import { open, VaultError } from "@/lib/vault/open.ts";
import { seal } from "@/lib/vault/seal.ts";

type ShownPassword = { userId: string; endsAt: number };

const PURPOSE = "operator's password shown";
const MINUTES = 10;

/** Says that an operator has just typed the right password. It opens nothing by itself, and lives in the page alone. */
export function sealShownPassword(userId: string, now: Date): string {
  return seal(
    JSON.stringify({ userId, endsAt: now.getTime() + MINUTES * 60_000 } satisfies ShownPassword),
    PURPOSE,
  );
}

/** @returns the operator's user id; undefined for what is too old or made up. */
export function openShownPassword(sealed: string, now: Date): string | undefined {
  try {
    const { userId, endsAt }: ShownPassword = JSON.parse(open(sealed, PURPOSE));
    return now.getTime() < endsAt ? userId : undefined;
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}
