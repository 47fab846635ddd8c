import { page } from "fresh";
import { define } from "../../utils.ts";

export const handler = define.handlers({
  async POST(ctx) {
    const to = ctx.url.searchParams.get("to");
    if (to) return ctx.redirect(to, 303);
    if (ctx.url.searchParams.has("bare")) return ctx.text("Only text", { status: 422 });
    return page({ name: (await ctx.req.formData()).get("name") }, { status: 422 });
  },
});

export default define.page<typeof handler>(({ data }) => <h1>Refused {String(data?.name)}</h1>);
