import { HttpError } from "fresh";
import { reviewSecurityEvent } from "@/lib/identity/defence/review_security_event.ts";
import { parsePublicId } from "@/lib/ids.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async POST(ctx) {
    requirePermission(ctx.state, "security.read");
    const { tenant, actor } = ctx.state;
    const eventId = parsePublicId("sev", ctx.params.id);
    const reviewed = eventId && await reviewSecurityEvent(tenant.id, { eventId, actor, now: new Date() });
    if (!reviewed || !reviewed.ok) throw new HttpError(404);
    return ctx.redirect("/security-events?notice=event-reviewed", 303);
  },
});
