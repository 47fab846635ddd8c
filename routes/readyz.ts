import { readiness } from "@/lib/health/readiness.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const report = await readiness();
    return ctx.json(report, { status: report.is_ready ? 200 : 503 });
  },
});
