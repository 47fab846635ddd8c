import type { TenantTx } from "@/lib/db/as_tenant.ts";
import type { MethodKind } from "@/lib/identity/methods/port.ts";
import { sealNotes } from "./login_row.ts";

/** Replaces what the method has written down; where a second factor is due, also names the method. */
export async function noteLogin(
  tx: TenantTx,
  { loginId, kind, notes }: { loginId: string; kind: MethodKind; notes: Record<string, unknown> },
): Promise<void> {
  await tx.rows`select gate.note_login(${loginId}, ${kind}, ${sealNotes(notes)})`;
}
