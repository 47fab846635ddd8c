import type { ComponentChildren } from "preact";

/**
 * Lets a wide table scroll by itself, also by keyboard, so that the page does not. Its columns go by the room that it
 * has, not by the window: `@max-lg:hidden`.
 */
export function TableFrame({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <section class="@container overflow-x-auto" aria-label={label} tabIndex={0}>
      <table class="table">{children}</table>
    </section>
  );
}

/** Above the column of what can be done with each row: it needs no words but for who cannot see the table. */
export function ActionsHead() {
  return (
    <th scope="col">
      <span class="sr-only">What can be done</span>
    </th>
  );
}
