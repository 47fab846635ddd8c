import { MOST_OF_A_TYPE, type TypeCount } from "@/lib/relay/count_by_type.ts";
import { formatCount } from "./format.ts";
import { QueryLink } from "./QueryLink.tsx";

const SHOWN = 8;

type TypeChoiceProps = {
  types: TypeCount[];
  /** Empty for all. */
  current: string;
  /** Empty for all. */
  urlOf: (type: string) => string;
};

/** The types that there are, each with how often, as a filter of one click. */
export function TypeChoice({ types, current, urlOf }: TypeChoiceProps) {
  return (
    <nav aria-label="Types" class="flex flex-wrap gap-1.5 text-sm">
      <Type label="All types" url={urlOf("")} isCurrent={current === ""} />
      {types.slice(0, SHOWN).map(({ type, count }) => (
        <Type
          key={type}
          label={type}
          count={formatCount(count, { atMost: MOST_OF_A_TYPE })}
          url={urlOf(type)}
          isCurrent={type === current}
        />
      ))}
    </nav>
  );
}

type TypeProps = { label: string; count?: string; url: string; isCurrent: boolean };

function Type({ label, count, url, isCurrent }: TypeProps) {
  return (
    <QueryLink
      href={url}
      isCurrent={isCurrent}
      class={`rounded-selector border px-2 py-0.5 ${
        isCurrent
          ? "border-neutral bg-neutral text-neutral-content"
          : "border-base-300 hover:border-base-content/40"
      }`}
    >
      {label}{" "}
      {count && <span class={`tabular ${isCurrent ? "opacity-80" : "text-base-content/75"}`}>{count}</span>}
    </QueryLink>
  );
}
