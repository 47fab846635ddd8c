import type { ComponentChildren } from "preact";
import { Head } from "fresh/runtime";

type PageHeaderProps = {
  title: string;
  /** One line under the title. */
  lead?: ComponentChildren;
  /** What can be done with the whole page. */
  children?: ComponentChildren;
};

/** What this page is called, on the page and in the browser's tab. */
export function PageHeader({ title, lead, children }: PageHeaderProps) {
  return (
    <header class="flex flex-wrap items-end justify-between gap-4">
      <Head>
        <title>{`${title} · Rowhouse`}</title>
      </Head>
      <div class="min-w-[min(100%,20rem)] flex-1 space-y-1">
        <h1 class="text-2xl">{title}</h1>
        {lead && <p class="max-w-2xl text-base-content/75">{lead}</p>}
      </div>
      {children}
    </header>
  );
}
