import type { ComponentChildren } from "preact";

type CardProps = {
  children: ComponentChildren;
  title?: string;
  /** Beside the title: a link to more of the same. */
  aside?: ComponentChildren;
  /** Tables reach to the edge. */
  flush?: boolean;
  /** Where a link on the page leads. */
  id?: string;
};

/** A sheet that holds one thing. */
export function Card({ children, title, aside, flush = false, id }: CardProps) {
  return (
    <section id={id} class="scroll-mt-6 overflow-hidden rounded-box border border-base-300 bg-base-100">
      {title && (
        <div class="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 px-5 pt-4 pb-3">
          <h2 class="text-base tracking-normal">{title}</h2>
          {aside && <div class="text-sm text-base-content/75">{aside}</div>}
        </div>
      )}
      <div class={flush ? "" : title ? "px-5 pb-5" : "p-5"}>{children}</div>
    </section>
  );
}
