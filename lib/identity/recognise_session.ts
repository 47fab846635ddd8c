import type { TenantTx } from "@/lib/db/as_tenant.ts";
import type { Recognition } from "./verified_identity.ts";

export type Recognising = {
  session: { sessionId: string; userId: string };
  recognition: Recognition;
  now: Date;
};

/**
 * For a second factor that was set up just now in this session: to set it up was to prove it. The next access token says
 * so, which `renewTokens()` brings at once. False where the session has ended, or nothing was set up.
 */
export async function recogniseSession(
  tx: TenantTx,
  { session: { sessionId, userId }, recognition, now }: Recognising,
): Promise<boolean> {
  const row = await tx.row<{ recognised: boolean }>`
    select gate.recognise_session(${sessionId}, ${userId}, ${recognition}, ${now}) as recognised`;
  return row!.recognised;
}
