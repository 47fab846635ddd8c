import { Head } from "fresh/runtime";

/** The title of a page that is one sheet. */
export function PageTitle({ title, lead }: { title: string; lead?: string }) {
  return (
    <div class="space-y-1.5">
      <Head>
        <title>{`${title} · Rowhouse`}</title>
      </Head>
      <h1 class="text-2xl">{title}</h1>
      {lead && <p class="text-base-content/80">{lead}</p>}
    </div>
  );
}
