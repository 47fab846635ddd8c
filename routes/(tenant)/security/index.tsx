import { page } from "fresh";
import { Card } from "@/components/Card.tsx";
import { methodsText } from "@/components/audit_words.ts";
import { Moment } from "@/components/Moment.tsx";
import { OwnPages } from "@/components/OwnPages.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { SecurityCards } from "@/components/SecurityCards.tsx";
import { SessionList } from "@/components/SessionList.tsx";
import { TableFrame } from "@/components/TableFrame.tsx";
import { listEntries, type RecordedEntry } from "@/lib/audit/list_entries.ts";
import { listSessions } from "@/lib/identity/list_sessions.ts";
import { placedSessions } from "@/routes/(_http)/placed_sessions.ts";
import { define } from "@/utils.ts";
import { SECURITY_CARDS } from "./(_cards)/cards.ts";

const SIGN_INS = 10;

export const handler = define.handlers({
  async GET({ state: { tenant, member, clock } }) {
    const [sessions, { entries }] = await Promise.all([
      listSessions(tenant.id, { userId: member.userId, now: clock.now }),
      listEntries(tenant.id, { actorId: member.userId, action: "member.signed_in", pageSize: SIGN_INS }),
    ]);
    return page({ sessions: await placedSessions(sessions), signIns: entries });
  },
});

export default define.page<typeof handler>((
  { data: { sessions, signIns }, state: { tenant, session, clock } },
) => (
  <>
    <PageHeader
      title="Your security"
      lead={`How you come into ${tenant.name}, and where you are signed in. Nobody but you sees this page.`}
    >
      <OwnPages current="/security" />
    </PageHeader>
    <SecurityCards cards={SECURITY_CARDS} />
    <SessionList
      sessions={sessions}
      currentId={session!.sessionId}
      clock={clock}
      action="/security/sessions"
    />
    <Card flush title="Recent sign-ins">
      <SignIns entries={signIns} timeZone={clock.timeZone} />
    </Card>
  </>
));

function SignIns({ entries, timeZone }: { entries: RecordedEntry[]; timeZone: string }) {
  if (entries.length === 0) return <p class="px-5 pb-5 text-base-content/80">None yet.</p>;
  return (
    <TableFrame label="Recent sign-ins">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">How</th>
          <th scope="col" class="@max-lg:hidden">From</th>
          <th scope="col" class="w-full @max-lg:hidden">Device</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((it) => (
          <tr key={it.id}>
            <td>
              <Moment at={it.recordedAt} timeZone={timeZone} />
            </td>
            <td>
              <span class="inline-block first-letter:uppercase">
                {methodsText(String(it.detail.methods))}
              </span>
              <div class="text-xs text-base-content/75 @lg:hidden">
                {it.detail.from}
                <br />
                {it.detail.device}
              </div>
            </td>
            <td class="whitespace-nowrap @max-lg:hidden">{it.detail.from}</td>
            <td class="@max-lg:hidden">{it.detail.device}</td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}
