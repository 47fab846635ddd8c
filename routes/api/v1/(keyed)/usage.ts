import { usageSoFar } from "@/lib/metering/usage_so_far.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const now = new Date();
    const call = { requestId: ctx.state.requestId, now };
    return ctx.json(await usageSoFar(ctx.state.tenant.id, { now, call }));
  },
});
