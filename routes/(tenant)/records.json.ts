import { eachRecord } from "@/lib/relay/each_record.ts";
import type { StoredRecord } from "@/lib/relay/record_schema.ts";
import { fileAnswer } from "@/routes/(_http)/file_answer.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { define } from "@/utils.ts";
import { fileName } from "./(_http)/file_name.ts";
import { readRecordQuery } from "./(_http)/record_query.ts";

export const handler = define.handlers({
  async GET({ state, url }) {
    requirePermission(state, "records.read");
    const { filter } = readRecordQuery(url, state.clock.timeZone);
    return await fileAnswer(json(eachRecord(state.tenant.id, filter)), {
      name: fileName("records", state, "json"),
      type: "application/json",
    });
  },
});

/** A list with a record on each line. */
async function* json(parts: AsyncIterable<StoredRecord[]>): AsyncGenerator<string> {
  let before = "[\n";
  for await (const records of parts) {
    if (records.length === 0) continue;
    yield before + records.map((it) => JSON.stringify(it)).join(",\n");
    before = ",\n";
  }
  yield before === "[\n" ? "[]\n" : "\n]\n";
}
