import type { ComponentChildren } from "preact";
import { type FieldErrors, isFirstOf } from "./Field.tsx";

type LinesProps = {
  label: string;
  name: string;
  value?: string;
  hint?: ComponentChildren;
  errors?: FieldErrors;
  rows?: number;
};

/** Text of several lines, such as a list of networks or a certificate. */
export function Lines({ label, name, value, hint, errors = {}, rows = 4 }: LinesProps) {
  const error = errors[name];
  const describedBy = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(" ");
  return (
    <div class="space-y-1.5">
      <label for={name} class="block text-sm font-medium">{label}</label>
      <textarea
        id={name}
        name={name}
        rows={rows}
        spellcheck={false}
        class={`textarea w-full font-mono text-sm ${error ? "textarea-error" : ""}`}
        autofocus={isFirstOf(errors, name)}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy || undefined}
      >
        {value}
      </textarea>
      {hint && <p id={`${name}-hint`} class="text-xs wrap-anywhere text-base-content/75">{hint}</p>}
      {error && <p id={`${name}-error`} class="text-sm font-medium wrap-anywhere text-error">{error}</p>}
    </div>
  );
}
