import { define } from "../../utils.ts";

export const handler = define.handlers({
  GET: (ctx) => ctx.text("a,b", { headers: { "content-disposition": 'attachment; filename="list.csv"' } }),
});
