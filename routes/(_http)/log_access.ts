import { HttpError } from "fresh";
import { isDatabaseAway } from "@/lib/health/is_database_away.ts";
import { newId, publicId } from "@/lib/ids.ts";
import { log, withLogContext } from "@/lib/log.ts";
import { define, type State } from "@/utils.ts";

/** Gives the request its id and leaves one line about it. Queries and bodies stay out: they may hold codes. */
export const logAccess = define.middleware((ctx) => {
  ctx.state.requestId = publicId("req", newId());
  return withLogContext({ requestId: ctx.state.requestId }, async () => {
    const startedAt = performance.now();
    let status = 500;
    try {
      const res = await ctx.next();
      status = res.status;
      res.headers.set("x-request-id", ctx.state.requestId);
      return res;
    } catch (error) {
      if (error instanceof HttpError) status = error.status;
      else log.error("request failed", { error });
      if (!isDatabaseAway(error)) throw error;
      status = 503;
      throw new HttpError(503, "The database does not answer", { cause: error });
    } finally {
      log.info("request", {
        method: ctx.req.method,
        path: ctx.url.pathname,
        route: ctx.route,
        status,
        tenant: ctx.state.tenant?.slug,
        caller: callerOf(ctx.state),
        duration_ms: Math.round(performance.now() - startedAt),
      });
    }
  });
});

/** The key or the directory's token, by its id. */
function callerOf({ apiKey, directory }: Partial<State>): string | undefined {
  if (apiKey) return publicId("key", apiKey.id);
  return directory && publicId("tok", directory.id);
}
