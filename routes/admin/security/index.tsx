import { page } from "fresh";
import { PageHeader } from "@/components/PageHeader.tsx";
import { type SecurityCard, SecurityCards } from "@/components/SecurityCards.tsx";
import { SessionList } from "@/components/SessionList.tsx";
import { listOperatorSessions } from "@/lib/identity/list_sessions.ts";
import { placedSessions } from "@/routes/(_http)/placed_sessions.ts";
import { define } from "@/utils.ts";

const CARDS: SecurityCard[] = [
  {
    href: "/admin/security/authenticator",
    title: "Authenticator apps",
    text: "Six digits from your phone, asked for after the password.",
  },
  {
    href: "/admin/security/recovery-codes",
    title: "Recovery codes",
    text: "Ten codes on paper, for the day on which the phone is lost.",
  },
];

export const handler = define.handlers({
  async GET({ state: { session, actor } }) {
    const now = new Date();
    const sessions = await listOperatorSessions({ userId: session!.userId, now, operator: actor.name });
    return page({ sessions: await placedSessions(sessions), now });
  },
});

export default define.page<typeof handler>(({ data: { sessions, now }, state: { session } }) => (
  <>
    <PageHeader
      title="Your security"
      lead="How you come into the console, and where you are signed in. Times are UTC."
    />
    <SecurityCards cards={CARDS} />
    <SessionList
      sessions={sessions}
      currentId={session!.sessionId}
      clock={{ now, timeZone: "UTC" }}
      action="/admin/security/sessions"
    />
  </>
));
