/** `deno task bench`: each line a ratio to the bare limit, measured beside it. Fails below half a target. */
import { withOwnPostgres } from "./own_postgres.ts";

await withOwnPostgres(async () => {
  const { tenantReads } = await import("@/bench/tenant_reads.ts");
  const { recordBatches } = await import("@/bench/record_batches.ts");
  for (const measure of [tenantReads, recordBatches]) {
    const { name, target, median, least, most, perSecond } = await measure();
    console.log(
      `${median.toFixed(2)} (${least.toFixed(2)} to ${most.toFixed(2)}, target ${target})  ${name}; ${
        Math.round(perSecond).toLocaleString("en")
      } a second`,
    );
    if (median < target / 2) Deno.exitCode = 1;
  }
});
