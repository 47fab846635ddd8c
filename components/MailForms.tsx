import type { ComponentChildren } from "preact";

const ADDRESS = /(https?:\/\/\S+)/;

/** Both forms of a mail, side by side. The HTML runs nothing; its links open in this window. */
export function MailForms({ subject, text, html }: { subject: string; text: string; html: string }) {
  return (
    <div class="grid grid-cols-[minmax(0,1fr)] gap-px bg-base-300 lg:grid-cols-2">
      <Form label={`As plain text: ${subject}`} title="As plain text">
        <p class="font-mono text-xs leading-relaxed break-words whitespace-pre-wrap">
          {text.split(ADDRESS).map((part, index) =>
            ADDRESS.test(part) ? <a key={index} class="link" href={part}>{part}</a> : part
          )}
        </p>
      </Form>
      <Form label={`As HTML: ${subject}`} title="As HTML">
        <iframe
          title={`${subject}, as HTML`}
          class="h-[34rem] w-full rounded-field border border-base-300"
          sandbox="allow-top-navigation-by-user-activation"
          srcdoc={`<base target="_top">${html}`}
        />
      </Form>
    </div>
  );
}

function Form({ label, title, children }: { label: string; title: string; children: ComponentChildren }) {
  return (
    <section class="space-y-3 bg-base-100 p-5" aria-label={label}>
      <p class="text-sm text-base-content/75">{title}</p>
      {children}
    </section>
  );
}
