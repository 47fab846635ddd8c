import { usageSoFar } from "@/lib/metering/usage_so_far.ts";
import { refuseScope } from "@/routes/api/v1/(_http)/refuse_scope.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const refusal = refuseScope(ctx.state, "usage.read");
    if (refusal) return refusal;
    const now = new Date();
    const call = { requestId: ctx.state.requestId, now };
    return ctx.json(await usageSoFar(ctx.state.tenant.id, { now, call }));
  },
});
