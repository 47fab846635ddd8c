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
    if (!switched.ok && switched.reason === "not_found") throw new HttpError(404);
    const notice = switched.ok ? "connection-disabled" : NOTICES[switched.reason];
    return ctx.redirect(`${pathOf({ id: connectionId })}?notice=${notice}`, 303);
  },
});
