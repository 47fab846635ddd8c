import type { ComponentChildren } from "preact";
import { Card } from "@/components/Card.tsx";

/** Some components of a kind, on one sheet. */
export function Samples({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <Card title={title}>
      <div class="space-y-8">{children}</div>
    </Card>
  );
}

/** One component in its states, side by side where there is room. */
export function Sample({ name, wide, children }: { name: string; wide?: true; children: ComponentChildren }) {
  return (
    <div class="grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-3 border-t border-base-300 pt-4 lg:grid-cols-[9rem_minmax(0,1fr)]">
      <h3 class="font-mono text-xs font-normal tracking-normal text-base-content/75">{name}</h3>
      <div class={wide ? "space-y-4" : "flex flex-wrap items-start gap-x-8 gap-y-5"}>{children}</div>
    </div>
  );
}
