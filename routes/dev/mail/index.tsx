import { page } from "fresh";
import { Card } from "@/components/Card.tsx";
import { DevFrame } from "@/components/DevFrame.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Moment } from "@/components/Moment.tsx";
import { config } from "@/lib/config.ts";
import { readMailbox } from "@/lib/mail/read_mailbox.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET() {
    return page(await readMailbox(config.dataDir));
  },
});

export default define.page<typeof handler>(({ data: mails, url }) => (
  <DevFrame
    title="Mailbox"
    lead="Every mail that this installation has sent; none of them left the machine. Times are UTC."
    pathname={url.pathname}
  >
    <Card flush>
      {mails.length === 0
        ? (
          <EmptyState title="No mail yet">
            <p>
              <a class="link" href="/signup">Open a house</a>, and a welcome arrives here within a second.
            </p>
          </EmptyState>
        )
        : (
          <ul class="divide-y divide-base-300">
            {mails.map(({ id, to, subject, sent_at }) => (
              <li key={id}>
                <a
                  href={`/dev/mail/${id}`}
                  class="grid gap-x-6 gap-y-0.5 px-5 py-3 hover:bg-base-200 sm:grid-cols-[14rem_1fr_auto]"
                >
                  <span class="truncate text-base-content/80">{to}</span>
                  <span class="truncate font-medium">{subject}</span>
                  <span class="text-sm text-base-content/75">
                    <Moment at={new Date(sent_at)} timeZone="UTC" />
                  </span>
                </a>
              </li>
            ))}
          </ul>
        )}
    </Card>
  </DevFrame>
));
