/** Before the title of a step. */
export function Numeral({ is }: { is: number }) {
  return (
    <span
      aria-hidden="true"
      class="tabular flex size-7 shrink-0 items-center justify-center rounded-full bg-neutral text-sm font-semibold text-neutral-content"
    >
      {is}
    </span>
  );
}
