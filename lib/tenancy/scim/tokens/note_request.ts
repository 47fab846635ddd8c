import { asTenant } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import { newId } from "@/lib/ids.ts";
import { redactText } from "@/lib/redact.ts";

export const REQUESTS_KEPT = 50;

export type NotedRequest = {
  tokenId: string;
  method: string;
  /** With its query. */
  path: string;
  status: number;
  /** What the answer said was wrong. */
  detail?: string;
  now: Date;
};

/** Keeps the last fifty requests that worked and the last fifty that did not: good ones push no error out. */
export async function noteRequest(
  tenantId: string,
  { tokenId, method, path, status, detail, now }: NotedRequest,
): Promise<void> {
  const hasFailed = status >= 400;
  await asTenant.one(
    tenantId,
    sql`insert into scim_requests (tenant_id, id, token_id, method, path, status, detail, requested_at)
        values (${tenantId}, ${newId()}, ${tokenId}, ${method}, ${fit(path, 300)}, ${status},
                ${detail === undefined ? null : fit(detail, 500)}, ${now})`,
    // Whoever tidies at the same moment is not waited for.
    [sql`delete from scim_requests gone
          where gone.tenant_id = ${tenantId} and gone.id in (
            select old.id from scim_requests old
             where old.tenant_id = ${tenantId} and old.has_failed = ${hasFailed} and old.id < (
               select kept.id from scim_requests kept
                where kept.tenant_id = ${tenantId} and kept.has_failed = ${hasFailed}
                order by kept.id desc offset ${REQUESTS_KEPT - 1} limit 1)
             for update skip locked)`],
  );
}

function fit(text: string, longest: number): string {
  const plain = redactText(text).replaceAll("\0", "");
  return plain.length > longest ? `${plain.slice(0, longest - 1)}…` : plain;
}
