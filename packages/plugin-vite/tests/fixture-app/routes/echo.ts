import { define } from "../utils.ts";

export const handler = define.handlers({
  GET: (ctx) => ctx.json({ host: ctx.url.host, url: ctx.req.url, address: ctx.info.remoteAddr.transport }),
  async POST(ctx) {
    const form = await ctx.req.formData();
    return ctx.text(`Hello ${form.get("name")}`, { headers: [["set-cookie", "a=1"], ["set-cookie", "b=2"]] });
  },
});
