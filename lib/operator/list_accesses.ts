import { asPlatform } from "@/lib/db/as_platform.ts";

/** Somebody, or the system itself, was on the login that sees across tenants. */
export type Access = { id: number; reason: string; accessedAt: Date };

export type AccessPage = { accesses: Access[]; nextCursor?: string };

const PAGE_SIZE = 50;

/** The latest first. A cursor is the id of the last one seen; one that names none is the start. */
export async function listAccesses(
  { operator, cursor, atMost = PAGE_SIZE }: { operator: string; cursor?: string; atMost?: number },
): Promise<AccessPage> {
  const seen = /^\d{1,15}$/.test(cursor ?? "") ? Number(cursor) : null;
  const found = await asPlatform(`${operator} reads who looked`, (tx) =>
    tx.rows<Access>`
      select id, reason, accessed_at as "accessedAt" from platform.platform_accesses
       where ${seen}::bigint is null or id < ${seen}
       order by id desc limit ${atMost + 1}`);
  const accesses = found.slice(0, atMost);
  return { accesses, nextCursor: found.length > atMost ? String(accesses.at(-1)!.id) : undefined };
}
