import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import { parsePublicId, publicId } from "@/lib/ids.ts";
import type { Actor } from "./actor.ts";
import type { AuditAction } from "./record.ts";

export type RecordedEntry = {
  id: string;
  action: AuditAction;
  actorKind: Actor["kind"];
  actorName: string;
  subjectKind: string;
  detail: Record<string, string | number | boolean | null>;
  requestId: string | null;
  recordedAt: Date;
};

export type EntryPage = { entries: RecordedEntry[]; nextCursor?: string };

const PAGE_SIZE = 50;

/** Newest first. A cursor is the public id of the last entry seen; one that names no entry is the start. */
export async function listEntries(
  tenantId: string,
  { cursor, atMost = PAGE_SIZE }: { cursor?: string; atMost?: number } = {},
): Promise<EntryPage> {
  const after = parsePublicId("aud", cursor ?? "") ?? null;
  const found = await asTenantRead.one<RecordedEntry>(
    tenantId,
    sql`
    with seen as (select recorded_at, id from audit_entries where tenant_id = ${tenantId} and id = ${after})
    select id, action, actor_kind as "actorKind", actor_name as "actorName", subject_kind as "subjectKind", detail,
           request_id as "requestId", recorded_at as "recordedAt"
      from audit_entries
     where tenant_id = ${tenantId}
       and (not exists (select from seen) or (recorded_at, id) < (select recorded_at, id from seen))
     order by recorded_at desc, id desc limit ${atMost + 1}`,
  );
  const entries = found.slice(0, atMost);
  return { entries, nextCursor: found.length > atMost ? publicId("aud", entries.at(-1)!.id) : undefined };
}
