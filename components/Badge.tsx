import type { ComponentChildren } from "preact";

const TONES = {
  good: "before:bg-success",
  waiting: "before:bg-warning",
  bad: "before:bg-error",
  idle: "before:bg-base-content/30",
} as const;

/** A state in one word, with a dot that repeats it in colour. */
export function Badge({ tone, children }: { tone: keyof typeof TONES; children: ComponentChildren }) {
  return (
    <span
      class={`inline-flex items-center gap-1.5 before:size-2 before:rounded-full before:content-[''] ${
        TONES[tone]
      }`}
    >
      {children}
    </span>
  );
}
