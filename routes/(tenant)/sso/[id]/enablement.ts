import { HttpError } from "fresh";
import { enableConnection } from "@/lib/identity/connections/switch_connection.ts";
import { define } from "@/utils.ts";
import { connectionIdOf, pathOf } from "../(_sso)/connection_of.ts";

const NOTICES = { not_tested: "connection-not-tested" } as const;

export const handler = define.handlers({
  async POST(ctx) {
    const connectionId = connectionIdOf(ctx);
    const { tenant, actor } = ctx.state;
    const switched = await enableConnection(tenant.id, { connectionId, actor, now: new Date() });
    if (switched.ok) return ctx.redirect(`${pathOf({ id: connectionId })}?notice=connection-enabled`, 303);
    if (switched.reason === "not_found") throw new HttpError(404);
    return ctx.redirect(`${pathOf({ id: connectionId })}?notice=${NOTICES[switched.reason]}`, 303);
  },
});
