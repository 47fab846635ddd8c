import { formatMonth } from "./format.ts";
import { Icon } from "./Icon.tsx";
import { QueryLink } from "./QueryLink.tsx";

type MonthChoiceProps = {
  /** Such as `2026-11`. */
  month: string;
  /** Undefined where there is none. */
  previous?: { month: string; url: string };
  next?: { month: string; url: string };
};

/** One month after another, back and on. */
export function MonthChoice({ month, previous, next }: MonthChoiceProps) {
  return (
    <nav
      aria-label="Month"
      class="flex items-center gap-1 rounded-field border border-base-300 bg-base-100 p-0.5"
    >
      <Step to={previous} class="rotate-180" />
      <span class="min-w-36 text-center text-sm font-medium" aria-current="true">{formatMonth(month)}</span>
      <Step to={next} class="" />
    </nav>
  );
}

function Step({ to, class: more }: { to?: { month: string; url: string }; class: string }) {
  const icon = <Icon name="arrow" class={`size-3.5 ${more}`} />;
  if (!to) return <span class="p-2 text-base-content/25">{icon}</span>;
  return (
    <QueryLink class="rounded-field p-2 hover:bg-base-200" href={to.url}>
      {icon}
      <span class="sr-only">{formatMonth(to.month)}</span>
    </QueryLink>
  );
}
