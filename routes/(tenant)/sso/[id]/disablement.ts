import { HttpError } from "fresh";
import { disableConnection } from "@/lib/identity/connections/switch_connection.ts";
import { define } from "@/utils.ts";
import { connectionIdOf, pathOf } from "../(_sso)/connection_of.ts";

const NOTICES = { not_enabled: "connection-not-enabled", enforced: "connection-enforced" } as const;

export const handler = define.handlers({
  async POST(ctx) {
    const connectionId = connectionIdOf(ctx);
    const { tenant, actor } = ctx.state;
    const switched = await disableConnection(tenant.id, { connectionId, actor, now: new Date() });
    if (switched.ok) return ctx.redirect(`${pathOf({ id: connectionId })}?notice=connection-disabled`, 303);
    if (switched.reason === "not_found") throw new HttpError(404);
    return ctx.redirect(`${pathOf({ id: connectionId })}?notice=${NOTICES[switched.reason]}`, 303);
  },
});
