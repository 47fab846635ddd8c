import { watch } from "@/lib/live/watch.ts";
import { eventStream } from "@/routes/(_http)/event_stream.ts";
import { problem } from "@/routes/(_http)/problem.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  /** Says `changed` whenever the dashboard would show something else than the version that the page names. */
  GET({ state: { tenant, session, member, requestId }, req, url }) {
    const watching = watch(tenant, {
      sessionId: session!.sessionId,
      userId: member.userId,
      version: req.headers.get("last-event-id") ?? url.searchParams.get("version") ?? undefined,
    });
    return watching.ok ? eventStream(watching.viewer) : refuse(watching.reason, requestId);
  },
});

function refuse(reason: "member_watches_enough" | "tenant_watches_enough", requestId: string): Response {
  const detail = reason === "member_watches_enough"
    ? "You have many live pages open; close some of them"
    : "Many live pages of this tenant are open; this one shows what there is when it is reloaded";
  return problem({ status: 429, detail, requestId }, { "retry-after": "30" });
}
