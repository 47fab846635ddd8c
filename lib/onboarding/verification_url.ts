import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { issueEmailCode } from "@/lib/identity/verify_email.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";

/** The link that a person proves an address with, on the host of the tenant where that person is a member. */
export async function verificationUrl(
  tx: TenantTx,
  { slug, userId, now }: { slug: string; userId: string; now: Date },
): Promise<string> {
  return `${tenantOrigin(slug)}/verify-email?code=${await issueEmailCode(tx, { userId, now })}`;
}
