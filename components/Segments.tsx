import { QueryLink } from "./QueryLink.tsx";

export type Segment = { href: string; label: string; isCurrent: boolean };

/** A choice of a few, each a link to this page in another light. */
export function Segments({ label, segments }: { label: string; segments: Segment[] }) {
  return (
    <nav aria-label={label} class="flex rounded-field border border-base-300 bg-base-200 p-0.5 text-sm">
      {segments.map((it) => (
        <QueryLink
          key={it.href}
          href={it.href}
          isCurrent={it.isCurrent}
          class={`rounded-[0.3125rem] px-2.5 py-1 font-medium whitespace-nowrap ${
            it.isCurrent
              ? "bg-base-100 shadow-[0_0_0_1px_var(--color-base-300)]"
              : "text-base-content/75 hover:text-base-content"
          }`}
        >
          {it.label}
        </QueryLink>
      ))}
    </nav>
  );
}
