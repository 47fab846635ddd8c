import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { hashBearerSecret } from "@/lib/identity/bearer_secret.ts";
import type { VerifiedIdentity } from "@/lib/identity/verified_identity.ts";
import { LOGIN_COLUMNS, type LoginRow, notesOf } from "./login_row.ts";

/** What came of a test login, once, for the browser that began it; undefined where there is none. */
export async function takeTest(
  tx: TenantTx,
  { loginId, binding, now }: { loginId: string; binding: string; now: Date },
): Promise<{ connectionId?: string; identity: VerifiedIdentity } | undefined> {
  const row = await tx.row<LoginRow>`
    select ${LOGIN_COLUMNS} from gate.redeem_login(${loginId}, ${
    hashBearerSecret(binding)
  }, 'test', ${now}) l`;
  if (!row) return undefined;
  const { identity } = notesOf(row) as { identity: VerifiedIdentity };
  return { connectionId: row.connectionId ?? undefined, identity };
}
