import { page } from "fresh";
import { PageHeader } from "@/components/PageHeader.tsx";
import { SessionList } from "@/components/SessionList.tsx";
import { listOperatorSessions } from "@/lib/identity/list_sessions.ts";
import { placedSessions } from "@/routes/(_http)/placed_sessions.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ state: { session, actor } }) {
    const now = new Date();
    const sessions = await listOperatorSessions({ userId: session!.userId, now, operator: actor.name });
    return page({ sessions: await placedSessions(sessions), now });
  },
});

export default define.page<typeof handler>(({ data: { sessions, now }, state: { session } }) => (
  <>
    <PageHeader title="Your security" lead="Where you are signed in as an operator. Times are UTC." />
    <SessionList
      sessions={sessions}
      currentId={session!.sessionId}
      clock={{ now, timeZone: "UTC" }}
      action="/admin/security/sessions"
    />
  </>
));
