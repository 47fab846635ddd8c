import { config } from "@/lib/config.ts";
import { readMailbox } from "@/lib/mail/read_mailbox.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const mails = await readMailbox(config.dataDir);
    return ctx.json(
      mails.map(({ to, subject, text, html, sent_at }) => ({ to, subject, text, html, sent_at })),
    );
  },
});
