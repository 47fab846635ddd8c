import type { TenantTx } from "@/lib/db/as_tenant.ts";
import type { VerifiedIdentity } from "@/lib/identity/verified_identity.ts";
import { sealNotes } from "./login_row.ts";

type Verifying = {
  loginId: string;
  userId?: string;
  /** Which has spoken. */
  connectionId?: string | null;
  identity: VerifiedIdentity;
  /** For who takes the login afterwards. */
  notes?: Record<string, unknown>;
  /** One factor is not enough this time. */
  asksForMore?: boolean;
  now: Date;
};

/**
 * The database decides whether a second factor is due. Null where the login is over, about somebody else, or waits for
 * another connection.
 */
export async function verifyLogin(
  tx: TenantTx,
  { loginId, userId, connectionId, identity, notes, asksForMore = false, now }: Verifying,
): Promise<"verified" | "needs_second_factor" | null> {
  const { issuer, subject, methods, authenticatedAt } = identity;
  const row = await tx.row<{ state: "verified" | "needs_second_factor" | null }>`
    select gate.verify_login(${loginId}, ${userId}, ${connectionId}, ${issuer}, ${subject}, ${methods}, ${authenticatedAt},
      ${sealNotes(notes)}, ${now}, ${asksForMore}) as state`;
  return row!.state;
}
