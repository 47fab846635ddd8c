import { findRecord } from "@/lib/relay/find_record.ts";
import { lastSegment } from "@/routes/(_http)/last_segment.ts";
import { problem } from "@/routes/(_http)/problem.ts";
import { refuseScope } from "@/routes/api/v1/(_http)/refuse_scope.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const refusal = refuseScope(ctx.state, "records.read");
    if (refusal) return refusal;
    const { tenant, requestId } = ctx.state;
    const record = await findRecord(tenant.id, lastSegment(ctx.url), {
      call: { requestId, now: new Date() },
    });
    return record ? ctx.json(record) : problem({ status: 404, detail: "There is no such record", requestId });
  },
});
