import type { ComponentChildren } from "preact";

type BandProps = {
  /** To lead there from elsewhere. */
  id?: string;
  /** On paper of its own, between two lines. */
  sheet?: true;
  children: ComponentChildren;
};

/** A part of the page, as wide as the window. */
export function Band({ id, sheet, children }: BandProps) {
  return (
    <section id={id} class={`scroll-mt-4 ${sheet ? "border-y border-base-300 bg-base-100" : ""}`}>
      <div class="mx-auto max-w-6xl px-4 py-16 sm:px-8 sm:py-20">{children}</div>
    </section>
  );
}
