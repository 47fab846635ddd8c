import type { ComponentChildren } from "preact";

/** Nothing here yet, and how to change that. */
export function EmptyState({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class="max-w-3xl space-y-4 p-5 sm:p-8">
      <h2 class="text-xl">{title}</h2>
      <div class="space-y-4 text-base-content/80">{children}</div>
    </div>
  );
}
