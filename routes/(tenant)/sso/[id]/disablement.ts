import { HttpError } from "fresh";
import { disableConnection } from "@/lib/identity/connections/switch_connection.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { requireFresh } from "@/routes/(_http)/require_fresh.ts";
import { define } from "@/utils.ts";
import { connectionIdOf, pathOf } from "../(_sso)/connection_of.ts";

const NOTICES = { not_enabled: "connection-not-enabled", enforced: "connection-enforced" } as const;

export const handler = define.handlers({
  async POST(ctx) {
    const connectionId = connectionIdOf(ctx);
    const back = pathOf({ id: connectionId });
    const ask = await requireFresh(ctx, { sent: await readForm(ctx.req), back });
    if (ask) return ask;
    const { tenant, actor } = ctx.state;
    const switched = await disableConnection(tenant.id, { connectionId, actor, now: new Date() });
    if (switched.ok) return ctx.redirect(`${back}?notice=connection-disabled`, 303);
    if (switched.reason === "not_found") throw new HttpError(404);
    return ctx.redirect(`${back}?notice=${NOTICES[switched.reason]}`, 303);
  },
});
