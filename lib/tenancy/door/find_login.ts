import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { hashBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { LOGIN_COLUMNS, type LoginRow } from "./login_row.ts";

/** A login that is under way on this tenant's host, in this browser; undefined for every other. */
export async function findLogin(
  tx: TenantTx,
  { loginId, binding, now }: { loginId: string; binding: string; now: Date },
): Promise<LoginRow | undefined> {
  return await tx.row<LoginRow>`
    select ${LOGIN_COLUMNS} from gate.find_login(${loginId}, ${hashBearerSecret(binding)}, ${now}) l`;
}
