import type { ComponentChildren } from "preact";
import { PageHeader } from "./PageHeader.tsx";
import { SkipLink } from "./SkipLink.tsx";
import { Wordmark } from "./Mark.tsx";

export const TOOLS = [
  { href: "/dev", label: "Overview", about: "Logins and addresses" },
  { href: "/dev/mail", label: "Mailbox", about: "Every mail that this installation has sent" },
  { href: "/dev/mails", label: "Mails", about: "Every mail that we write, with made-up data" },
  { href: "/dev/components", label: "Components", about: "Each in its states, by day and by night" },
];

type DevFrameProps = { title: string; lead: string; pathname: string; children: ComponentChildren };

/** Around the tools of development. */
export function DevFrame({ title, lead, pathname, children }: DevFrameProps) {
  return (
    <>
      <SkipLink />
      <header class="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-4 sm:px-8">
        <a href="/" class="rounded-field">
          <Wordmark />
        </a>
        <span class="badge badge-neutral sm:order-last">Development only</span>
        <nav
          aria-label="Tools"
          class="flex flex-wrap gap-x-5 gap-y-1 text-sm font-medium max-sm:w-full sm:mr-auto"
        >
          {TOOLS.map(({ href, label }) => (
            <a
              key={href}
              class="link link-hover aria-[current]:text-accent"
              href={href}
              aria-current={pathname === href ? "page" : undefined}
            >
              {label}
            </a>
          ))}
        </nav>
      </header>
      <main id="content" class="mx-auto max-w-6xl space-y-6 px-4 pt-4 pb-12 sm:px-8">
        <PageHeader title={title} lead={lead} />
        {children}
      </main>
    </>
  );
}
