import type { ComponentChildren, JSX } from "preact";

type FieldProps =
  & Pick<
    JSX.InputHTMLAttributes<HTMLInputElement>,
    | "type"
    | "required"
    | "minLength"
    | "maxLength"
    | "autocomplete"
    | "placeholder"
    | "pattern"
    | "autofocus"
    | "spellcheck"
    | "inputMode"
    | "autocapitalize"
    | "onInput"
  >
  & {
    label: string;
    name: string;
    value?: string;
    hint?: ComponentChildren;
    error?: string;
    /** Shown inside the field, behind what is typed. */
    suffix?: string;
  };

/** A label, its input, what helps to fill it and what was wrong with it. */
export function Field({ label, name, value, hint, error, suffix, ...input }: FieldProps) {
  const describedBy = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(" ");
  const box = `input w-full text-base ${error ? "input-error" : ""}`;
  const attributes = {
    id: name,
    name,
    value,
    "aria-invalid": error ? true : undefined,
    "aria-describedby": describedBy || undefined,
    ...input,
  };
  return (
    <div class="space-y-1.5">
      <label for={name} class="block text-sm font-medium">{label}</label>
      {suffix
        ? (
          <div class={`${box} gap-0.5`}>
            <input {...attributes} class="min-w-0 grow" />
            <span class="shrink-0 text-base-content/75" aria-hidden="true">{suffix}</span>
          </div>
        )
        : <input {...attributes} class={box} />}
      {hint && <p id={`${name}-hint`} class="text-xs text-base-content/75">{hint}</p>}
      {error && <p id={`${name}-error`} class="text-sm font-medium text-error">{error}</p>}
    </div>
  );
}
