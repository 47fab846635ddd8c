import { HttpError } from "fresh";
import { config } from "@/lib/config.ts";
import { define } from "@/utils.ts";

/** Tools of development: on embedded defaults only, absent where BASE_URL is https. */
export default define.middleware((ctx) => {
  if (!config.isLocal || ctx.state.host.kind !== "base") throw new HttpError(404);
  return ctx.next();
});
