import { App, csp, staticFiles } from "fresh";
import type { State } from "./utils.ts";

export const app = new App<State>()
  .use(async (ctx) => {
    const response = await ctx.next();
    const policy = response.headers.get("content-security-policy")!;
    // Chromium would follow the redirect of a fetch to https, which localhost does not have.
    response.headers.set("content-security-policy", policy.replace("; upgrade-insecure-requests", ""));
    return response;
  })
  .use(csp({ useNonce: true }))
  .use(staticFiles())
  .use((ctx) => {
    ctx.state.title = "Fixture";
    return ctx.next();
  })
  .fsRoutes();
