import { define } from "@/utils.ts";

/** The process runs. Nothing else is asked, so a database outage does not get it killed. */
export const handler = define.handlers({
  GET: (ctx) => ctx.json({ status: "live" }),
});
