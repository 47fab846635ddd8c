import { HttpError, page } from "fresh";
import { Card } from "@/components/Card.tsx";
import { DevFrame } from "@/components/DevFrame.tsx";
import { config } from "@/lib/config.ts";
import { readMailbox } from "@/lib/mail/read_mailbox.ts";
import { define } from "@/utils.ts";

const ADDRESS = /(https?:\/\/\S+)/;

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
      <div class="grid grid-cols-[minmax(0,1fr)] gap-px bg-base-300 lg:grid-cols-2">
        <section class="space-y-3 bg-base-100 p-5" aria-label="As plain text">
          <h2 class="text-sm tracking-normal text-base-content/75">As plain text</h2>
          <p class="font-mono text-xs leading-relaxed break-words whitespace-pre-wrap">
            {text.split(ADDRESS).map((part, index) =>
              ADDRESS.test(part) ? <a key={index} class="link" href={part}>{part}</a> : part
            )}
          </p>
        </section>
        <section class="space-y-3 bg-base-100 p-5" aria-label="As HTML">
          <h2 class="text-sm tracking-normal text-base-content/75">As HTML</h2>
          <iframe
            title="The mail as HTML"
            class="h-[30rem] w-full rounded-field bg-white"
            sandbox="allow-top-navigation-by-user-activation"
            srcdoc={`<base target="_top">${html}`}
          />
        </section>
      </div>
      <p class="border-t border-base-300 px-5 py-3 text-sm">
        <a class="link" href="/dev/mail">All mails</a>
      </p>
    </Card>
  </DevFrame>
));
