import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import { REQUESTS_KEPT } from "./note_request.ts";

export type ListedRequest = {
  id: string;
  /** Of the token that it came with. */
  tokenName: string;
  method: string;
  path: string;
  status: number;
  detail: string | null;
  requestedAt: Date;
};

/** The newest first. */
export async function listRequests(
  tenantId: string,
  { onlyFailed = false }: { onlyFailed?: boolean } = {},
): Promise<ListedRequest[]> {
  return await asTenantRead.one<ListedRequest>(
    tenantId,
    sql`select q.id, t.name as "tokenName", q.method, q.path, q.status, q.detail, q.requested_at as "requestedAt"
          from scim_requests q join scim_tokens t on t.tenant_id = q.tenant_id and t.id = q.token_id
         where q.tenant_id = ${tenantId} and (not ${onlyFailed}::boolean or q.has_failed)
         order by q.id desc limit ${REQUESTS_KEPT}`,
  );
}
