import type { ComponentChildren, JSX } from "preact";

/** What is wrong with the fields of a form, by name, in the order of the form. */
export type FieldErrors = Partial<Record<string, string>>;

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
    errors?: FieldErrors;
    /** Shown inside the field, behind what is typed. */
    suffix?: string;
    /** Texts to choose from; any other may be typed. */
    suggestions?: string[];
    /** Beside the label: what can be done with the field. */
    aside?: ComponentChildren;
  };

/** A label, its input, what helps to fill it and what was wrong with it. */
export function Field(
  { label, name, type = "text", value, hint, errors = {}, suffix, suggestions, aside, ...input }: FieldProps,
) {
  const error = errors[name];
  const describedBy = [hint && `${name}-hint`, error && `${name}-error`].filter(Boolean).join(" ");
  const box = `input w-full text-base ${error ? "input-error" : ""}`;
  const attributes = {
    id: name,
    name,
    type,
    value,
    list: suggestions && `${name}-suggestions`,
    autofocus: isFirstOf(errors, name),
    "aria-invalid": error ? true : undefined,
    "aria-describedby": describedBy || undefined,
    ...input,
  };
  return (
    <div class="space-y-1.5">
      {suggestions && (
        <datalist id={`${name}-suggestions`}>
          {suggestions.map((it) => <option key={it} value={it} />)}
        </datalist>
      )}
      <div class="flex items-center justify-between gap-3">
        <label for={name} class="text-sm font-medium">{label}</label>
        {aside}
      </div>
      {suffix
        ? (
          <div class={`${box} gap-0.5`}>
            <input {...attributes} class="min-w-0 grow" />
            <span class="shrink-0 text-base-content/75" aria-hidden="true">{suffix}</span>
          </div>
        )
        : <input {...attributes} class={box} />}
      {hint && <p id={`${name}-hint`} class="text-xs wrap-anywhere text-base-content/75">{hint}</p>}
      {error && <p id={`${name}-error`} class="text-sm font-medium text-error">{error}</p>}
    </div>
  );
}

/** A page has one focus: the first field with an error asks for it, without any script. */
export function isFirstOf(errors: FieldErrors, name: string): boolean | undefined {
  return Object.keys(errors).find((it) => errors[it]) === name || undefined;
}
