import { CopyButton } from "@/islands/CopyButton.tsx";

/** Something to paste elsewhere. The text can be selected where no script runs. */
export function CodeBlock({ label, text }: { label: string; text: string }) {
  return (
    <figure class="overflow-hidden rounded-box border border-base-300 bg-base-200">
      <figcaption class="flex items-center justify-between gap-4 border-b border-base-300 py-1 pr-1 pl-4 text-xs text-base-content/75">
        {label}
        <CopyButton text={text} />
      </figcaption>
      <pre
        tabIndex={0}
        role="region"
        aria-label={label}
        class="overflow-x-auto p-4 font-mono text-xs leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere]"
      ><code>{text}</code></pre>
    </figure>
  );
}
