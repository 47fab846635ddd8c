import { HttpError, page } from "fresh";
import { Card } from "@/components/Card.tsx";
import { DevFrame } from "@/components/DevFrame.tsx";
import { MailForms } from "@/components/MailForms.tsx";
import { config } from "@/lib/config.ts";
import { readMailbox } from "@/lib/mail/read_mailbox.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ params }) {
    const mail = (await readMailbox(config.dataDir)).find((it) => it.id === params.id);
    if (!mail) throw new HttpError(404);
    return page(mail);
  },
});

export default define.page<typeof handler>(({ data: { to, subject, text, html }, url }) => (
  <DevFrame title={subject} lead={`To ${to}`} pathname={url.pathname}>
    <Card flush>
      <MailForms subject={subject} text={text} html={html} />
      <p class="border-t border-base-300 px-5 py-3 text-sm">
        <a class="link" href="/dev/mail">All mails</a>
      </p>
    </Card>
  </DevFrame>
));
