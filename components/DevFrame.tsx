import type { ComponentChildren } from "preact";
import { Card } from "./Card.tsx";
import { PageHeader } from "./PageHeader.tsx";
import { SkipLink } from "./SkipLink.tsx";
import { Wordmark } from "./Mark.tsx";

/** Around the tools of development. */
export function DevFrame(
  { title, lead, children }: { title: string; lead: string; children: ComponentChildren },
) {
  return (
    <>
      <SkipLink />
      <header class="mx-auto flex max-w-6xl items-center justify-between px-4 py-4 sm:px-8">
        <a href="/" class="rounded-field">
          <Wordmark />
        </a>
        <span class="badge badge-neutral">Development only</span>
      </header>
      <main id="content" class="mx-auto max-w-6xl space-y-6 px-4 pt-4 pb-12 sm:px-8">
        <PageHeader title={title} lead={lead} />
        <Card flush>{children}</Card>
      </main>
    </>
  );
}
