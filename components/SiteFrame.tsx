import type { ComponentChildren } from "preact";
import { config } from "@/lib/config.ts";
import { Button } from "./Button.tsx";
import { Wordmark } from "./Mark.tsx";
import { SkipLink } from "./SkipLink.tsx";

type Column = { title: string; links: [label: string, href: string][] };

const COLUMNS: Column[] = [
  {
    title: "Rowhouse",
    links: [
      ["What is inside", "/#inside"],
      ["How neighbours stay neighbours", "/#walls"],
      ["Your first ten minutes", "/#minutes"],
      ["Pricing", "/pricing"],
    ],
  },
  {
    title: "Read",
    links: [
      ["Guides", "/docs"],
      ["API reference", "/docs/api"],
    ],
  },
  {
    title: "Come in",
    links: [
      ["Sign up", "/signup"],
      ["Sign in, or find your house", "/signin"],
      ["Operators", "/admin/signin"],
    ],
  },
];

/** Where pages of development are. */
const DEVELOPMENT: Column = {
  title: "On this machine",
  links: [
    ["Development", "/dev"],
    ["Mailbox", "/dev/mail"],
    ["Mails", "/dev/mails"],
    ["Components", "/dev/components"],
  ],
};

/** Around the pages that everybody may read. */
export function SiteFrame({ children }: { children: ComponentChildren }) {
  const columns = config.isLocal ? [...COLUMNS, DEVELOPMENT] : COLUMNS;
  return (
    <>
      <SkipLink />
      <header class="mx-auto flex w-full max-w-6xl items-center justify-between gap-3 px-4 py-4 sm:px-8">
        <a href="/" class="rounded-field">
          <Wordmark />
        </a>
        <nav aria-label="Main" class="flex items-center sm:gap-2">
          {/* A place on this page is not where somebody is. */}
          <a
            href="/#minutes"
            class="btn btn-ghost btn-sm font-medium not-hover:border-transparent not-hover:bg-transparent max-md:hidden"
          >
            First ten minutes
          </a>
          <a href="/pricing" class="btn btn-ghost btn-sm font-medium max-sm:hidden">Pricing</a>
          <a href="/docs" class="btn btn-ghost btn-sm font-medium max-sm:hidden">Docs</a>
          <a href="/signin" class="btn btn-ghost btn-sm font-medium">Sign in</a>
          <Button href="/signup" class="btn-sm">Sign up</Button>
        </nav>
      </header>
      <main id="content">{children}</main>
      <footer class="border-t border-base-300">
        <div class="mx-auto flex max-w-6xl flex-wrap justify-between gap-x-16 gap-y-10 px-4 py-12 sm:px-8">
          <div class="space-y-2">
            <Wordmark />
            <p class="text-sm text-base-content/75">Under the MIT licence</p>
          </div>
          <div class="flex flex-wrap gap-x-16 gap-y-8">
            {columns.map((it) => <Links key={it.title} {...it} />)}
          </div>
        </div>
      </footer>
    </>
  );
}

function Links({ title, links }: Column) {
  return (
    <nav aria-label={title} class="space-y-2.5 text-sm">
      <p class="font-semibold">{title}</p>
      <ul class="space-y-2 text-base-content/75">
        {links.map(([label, href]) => (
          <li key={label}>
            <a class="link link-hover" href={href}>{label}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
