import { eachRecord } from "@/lib/relay/each_record.ts";
import { CSV, csv } from "@/routes/(_http)/csv.ts";
import { fileAnswer } from "@/routes/(_http)/file_answer.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { define } from "@/utils.ts";
import { fileName } from "./(_http)/file_name.ts";
import { readRecordQuery } from "./(_http)/record_query.ts";

const COLUMNS = ["id", "type", "occurred_at", "received_at", "data"];

export const handler = define.handlers({
  async GET({ state, url }) {
    requirePermission(state, "records.read");
    const { filter } = readRecordQuery(url, state.clock.timeZone);
    return await fileAnswer(csv(COLUMNS, rows()), { name: fileName("records", state, "csv"), type: CSV });

    async function* rows() {
      for await (const records of eachRecord(state.tenant.id, filter)) {
        yield records.map(({ id, type, occurred_at, received_at, data }) => [
          id,
          type,
          occurred_at.toISOString(),
          received_at.toISOString(),
          JSON.stringify(data),
        ]);
      }
    }
  },
});
