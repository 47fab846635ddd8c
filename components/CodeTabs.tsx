import { Fragment } from "preact";
import { CopyButton } from "@/islands/CopyButton.tsx";
import { Code, type Language } from "./Code.tsx";

export type Tab = { label: string; text: string; language: Language };

type CodeTabsProps = {
  /** Of the radio buttons, unique on the page. */
  name: string;
  /** What the tabs show, such as `Request`. */
  title: string;
  /** What it is about, so that no two on a page are called alike. */
  subject: string;
  tabs: Tab[];
};

/** The same thing in several languages or cases, one at a time; radio buttons, so that no script is needed. */
export function CodeTabs({ name, title, subject, tabs }: CodeTabsProps) {
  return (
    <fieldset class="min-w-0">
      <legend class="pb-1.5 text-xs font-semibold">
        {title}
        <span class="sr-only">: {subject}</span>
      </legend>
      <figure class="code-tabs">
        {tabs.map(({ label, text, language }, index) => (
          <Fragment key={label}>
            <input
              type="radio"
              class="sr-only"
              id={`${name}-${index}`}
              name={name}
              value={label}
              checked={index === 0}
            />
            <label for={`${name}-${index}`}>{label}</label>
            <section tabIndex={0} aria-label={`${title}, ${label}: ${subject}`}>
              <pre><Code text={text} language={language} /></pre>
            </section>
          </Fragment>
        ))}
        <CopyButton />
      </figure>
    </fieldset>
  );
}
