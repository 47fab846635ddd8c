import { asPlatform } from "@/lib/db/as_platform.ts";
import { type DeadLetter, listDeadLetters } from "@/lib/jobs/list_dead_letters.ts";

export type QueueSheet = {
  /** Ready, and their time has come. */
  due: number;
  /** Ready, and waiting for a later time: a retry, or work that was planned. */
  later: number;
  running: number;
  dead: number;
  /** How long the longest of the due ones has waited; null where none is due. */
  oldestDueSeconds: number | null;
  kinds: KindInQueue[];
  /** The latest of them. */
  deadLetters: (DeadLetter & { slug: string | null })[];
};

export type KindInQueue = { kind: string; due: number; later: number; running: number; dead: number };

const LATEST = 100;

/** The queue of jobs, of all tenants. What has finished is not part of it. */
export function lookAtQueue({ operator }: { operator: string }): Promise<QueueSheet> {
  return asPlatform(`${operator} looks at the queue`, async (tx) => {
    const [kinds, oldest, letters] = await Promise.all([
      tx.rows<KindInQueue>`
        select kind, count(*) filter (where state = 'ready' and run_at <= now()) as due,
               count(*) filter (where state = 'ready' and run_at > now()) as later,
               count(*) filter (where state = 'leased') as running, count(*) filter (where state = 'dead') as dead
          from jobs where state in ('ready', 'leased', 'dead') group by kind order by kind`,
      tx.row<{ seconds: number | null }>`
        select floor(extract(epoch from now() - min(run_at)))::int as seconds
          from jobs where state = 'ready' and run_at <= now()`,
      listDeadLetters(tx, { atMost: LATEST }),
    ]);
    const tenants = await tx.rows<{ id: string; slug: string }>`
      select id, slug from platform.tenants where id = any(${letters.map((it) => it.tenantId)}::uuid[])`;
    const slugs = new Map(tenants.map((it) => [it.id, it.slug]));
    return {
      ...totalsOf(kinds),
      oldestDueSeconds: oldest!.seconds,
      kinds,
      deadLetters: letters.map((it) => ({ ...it, slug: slugs.get(it.tenantId) ?? null })),
    };
  });
}

function totalsOf(kinds: KindInQueue[]): Omit<KindInQueue, "kind"> {
  const total = (name: keyof Omit<KindInQueue, "kind">) => kinds.reduce((sum, it) => sum + it[name], 0);
  return { due: total("due"), later: total("later"), running: total("running"), dead: total("dead") };
}
