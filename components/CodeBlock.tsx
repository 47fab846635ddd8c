import { CopyButton } from "@/islands/CopyButton.tsx";
import { Code, type Language } from "./Code.tsx";

type CodeBlockProps = {
  label: string;
  text: string;
  language?: Language;
  /** For readers who hear the page, where another block has the same label. */
  name?: string;
};

/** Something to paste elsewhere. The text can be selected where no script runs. */
export function CodeBlock({ label, text, language, name = label }: CodeBlockProps) {
  return (
    <figure class="overflow-hidden rounded-box border border-base-300 bg-base-200">
      <figcaption class="flex items-center justify-between gap-4 border-b border-base-300 py-1 pr-1 pl-4 text-xs text-base-content/75">
        {label}
        <CopyButton />
      </figcaption>
      <section tabIndex={0} aria-label={name} class="overflow-x-auto p-4">
        <pre class="font-mono text-xs leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere]"><Code text={text} language={language} /></pre>
      </section>
    </figure>
  );
}
