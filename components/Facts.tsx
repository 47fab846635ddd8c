import type { ComponentChildren } from "preact";

/** Names and their values, side by side where there is room. */
export function Facts({ children }: { children: ComponentChildren }) {
  return (
    <dl class="grid grid-cols-[repeat(auto-fit,minmax(min(12rem,100%),1fr))] gap-x-8 gap-y-4">{children}</dl>
  );
}

export function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div class="min-w-0">
      <dt class="text-sm text-base-content/75">{name}</dt>
      <dd class="mt-0.5 font-medium break-words">{children}</dd>
    </div>
  );
}
