import { openJson, sealJson } from "@/lib/vault/sealed_json.ts";
import type { OperatorFactor } from "./show_operator_factor.ts";

/** Whose password it was, and what is asked for now. */
export type ShownPassword = { userId: string; kinds: OperatorFactor[] };

type Sealed = ShownPassword & { endsAt: number };

const PURPOSE = "operator's password shown";
const MINUTES = 10;

/** Says that an operator has just typed the right password. It opens nothing by itself, and lives in the page alone. */
export function sealShownPassword({ userId, kinds }: ShownPassword, now: Date): string {
  const sealed: Sealed = { userId, kinds, endsAt: now.getTime() + MINUTES * 60_000 };
  return sealJson(sealed, PURPOSE);
}

/** Undefined for what is too old or made up. */
export function openShownPassword(sealed: string, now: Date): ShownPassword | undefined {
  const opened = openJson<Sealed>(sealed, PURPOSE);
  if (!opened) return undefined;
  const { endsAt, ...shown } = opened;
  return now.getTime() < endsAt ? shown : undefined;
}
