import type { Context } from "fresh";
import { type Starting, startLogin } from "@/lib/tenancy/door/start_login.ts";
import type { State } from "@/utils.ts";
import { leaveFor } from "./leave_for.tsx";
import { bindingFor } from "./login_cookie.ts";
import { ownOrigin } from "./own_origin.ts";
import { turnBack } from "./turn_back.ts";
import { visitorOf } from "./visitor_of.ts";

type Begun = Omit<Starting, "tenant" | "binding" | "visitor" | "now">;

/** Begins a login by a method that runs on the base host, and leads there; refused, back to where one began it. */
export async function beginElsewhere(
  ctx: Context<State>,
  starting: Begun,
): Promise<Response> {
  const { tenant } = ctx.state;
  const binding = bindingFor(ctx.req);
  const started = await startLogin({
    ...starting,
    tenant,
    binding,
    visitor: visitorOf(ctx),
    now: new Date(),
  });
  if (started.ok) return await leaveFor(ctx, started.goTo!, { binding });
  const { purpose, returnPath } = starting;
  return await turnBack(ctx, {
    ...started,
    origin: ownOrigin(ctx.state),
    ...(purpose !== "sign_in" && { returnPath }),
  });
}
