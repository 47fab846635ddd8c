import { eachEntry } from "@/lib/audit/each_entry.ts";
import { CSV, csv } from "@/routes/(_http)/csv.ts";
import { fileAnswer } from "@/routes/(_http)/file_answer.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { define } from "@/utils.ts";
import { readAuditQuery } from "./(_http)/audit_query.ts";
import { fileName } from "./(_http)/file_name.ts";

const COLUMNS = [
  "recorded_at",
  "actor_kind",
  "actor_name",
  "action",
  "subject_kind",
  "subject_id",
  "detail",
  "request_id",
];

export const handler = define.handlers({
  async GET({ state, url }) {
    requirePermission(state, "audit.read");
    const { filter } = readAuditQuery(url, state.clock.timeZone);
    return await fileAnswer(csv(COLUMNS, rows()), { name: fileName("audit", state, "csv"), type: CSV });

    async function* rows() {
      for await (const entries of eachEntry(state.tenant.id, filter)) {
        yield entries.map((it) => [
          it.recordedAt.toISOString(),
          it.actorKind,
          it.actorName,
          it.action,
          it.subjectKind,
          it.subjectId,
          JSON.stringify(it.detail),
          it.requestId,
        ]);
      }
    }
  },
});
