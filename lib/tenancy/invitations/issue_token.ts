import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { hashBearerSecret, newBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { tenantOrigin } from "../host.ts";

/** A new way in for the invitation; from the commit on the one before is dead, and says that there is a newer one. */
export async function issueToken(
  tx: TenantTx,
  { invitationId, now }: { invitationId: string; now: Date },
): Promise<string> {
  const token = newBearerSecret();
  await tx.count`
    update invitation_tokens set replaced_at = ${now}
     where tenant_id = ${tx.tenantId} and invitation_id = ${invitationId} and replaced_at is null`;
  await tx.count`
    insert into invitation_tokens (tenant_id, token_hash, invitation_id, issued_at)
    values (${tx.tenantId}, ${hashBearerSecret(token)}, ${invitationId}, ${now})`;
  return token;
}

export function invitationUrl(slug: string, token: string): string {
  return `${tenantOrigin(slug)}/invitations/${token}`;
}
