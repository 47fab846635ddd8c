/** Sends batch after batch to one tenant, and writes the number of each that was acknowledged, until it is killed. */
import { acceptRecords } from "@/lib/relay/accept_records.ts";
import { batchOf } from "./batch_of.ts";

const [tenantId, size] = Deno.args;

for (let number = 0;; number++) {
  const outcome = await acceptRecords(tenantId, { records: batchOf(number, Number(size)), now: new Date() });
  if (!outcome.ok) throw new Error(outcome.reason);
  console.log(number);
}
