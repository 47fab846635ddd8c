import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { type PolicyRow, readPolicy, selectPolicy, type SignInPolicy } from "./policy.ts";

export async function findPolicy(tenantId: string): Promise<SignInPolicy> {
  const [row] = await asTenantRead.one<PolicyRow>(tenantId, selectPolicy(tenantId));
  return readPolicy(row);
}
