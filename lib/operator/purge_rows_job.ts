import { asPlatform } from "@/lib/db/as_platform.ts";
import { asQueue } from "@/lib/db/as_queue.ts";
import { sql } from "@/lib/db/sql.ts";
import type { Job } from "@/lib/jobs/kinds.ts";
import { log } from "@/lib/log.ts";
import { forgetAnswers } from "@/lib/relay/forget_answers.ts";
import { refreshDirectory } from "@/lib/tenancy/directory.ts";

/** So many rows of a kind go in one statement, so that none holds its locks for long. */
const AT_ONCE = 5_000;

/** The handler of `rows.purge`. */
export async function purgeRowsJob({ signal }: Pick<Job<"rows.purge">, "signal">): Promise<void> {
  const removed = await purgeRows({ now: new Date(), signal });
  log.info("what nobody needs any more was removed", removed);
}

/** @returns how many rows of each kind are gone. */
export async function purgeRows(
  { now, signal, atOnce = AT_ONCE }: { now: Date; signal?: AbortSignal; atOnce?: number },
): Promise<Record<string, number>> {
  const total: Record<string, number> = { answers: 0 };
  let most: number;
  do {
    signal?.throwIfAborted();
    const purged = await asQueue<{ what: string; removed: number }>(
      sql`select what, removed from gate.purge(${now}, ${atOnce})`,
    );
    for (const { what, removed } of purged) total[what] = (total[what] ?? 0) + removed;
    most = Math.max(...purged.map((it) => it.removed));
  } while (most === atOnce);
  // A tenant that has moved is entered where it is now.
  await refreshDirectory();
  for (const tenantId of await everyTenant()) {
    signal?.throwIfAborted();
    total.answers += await forgetAnswers(tenantId, { now });
  }
  return total;
}

async function everyTenant(): Promise<string[]> {
  const tenants = await asPlatform(
    "Removing the old answers of every tenant",
    (tx) => tx.rows<{ id: string }>`select id from platform.tenants order by id`,
  );
  return tenants.map((it) => it.id);
}
