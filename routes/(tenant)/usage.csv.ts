import { eachUsageEvent } from "@/lib/metering/each_usage_event.ts";
import { CSV, csv } from "@/routes/(_http)/csv.ts";
import { fileAnswer } from "@/routes/(_http)/file_answer.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { define } from "@/utils.ts";
import { fileName } from "./(_http)/file_name.ts";
import { readUsageQuery } from "./(_http)/usage_query.ts";

const COLUMNS = ["occurred_at", "meter", "quantity", "source", "event_id", "record_id"];

export const handler = define.handlers({
  async GET({ state, url }) {
    requirePermission(state, "usage.read");
    const { filter } = readUsageQuery(url, state.clock);
    return await fileAnswer(csv(COLUMNS, rows()), { name: fileName("usage", state, "csv"), type: CSV });

    async function* rows() {
      for await (const events of eachUsageEvent(state.tenant.id, filter)) {
        yield events.map(({ occurredAt, meter, quantity, source, eventId, recordId }) => [
          occurredAt.toISOString(),
          meter,
          quantity,
          source,
          eventId,
          recordId,
        ]);
      }
    }
  },
});
