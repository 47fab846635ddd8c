import { signal } from "@preact/signals";
import { define } from "../../utils.ts";

/** Shared by the layout and the pages in it. */
export default define.middleware((ctx) => {
  ctx.state.count = signal(Number(ctx.url.searchParams.get("count") ?? 1));
  return ctx.next();
});
