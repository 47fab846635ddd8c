import { type FieldErrors, isFirstOf } from "./Field.tsx";

type ChoiceProps = {
  label: string;
  name: string;
  value: string;
  options: { value: string; label: string }[];
  hint?: string;
  /** Where another field of the page has the same name. */
  id?: string;
  errors?: FieldErrors;
};

/** One of a list. */
export function Choice({ label, name, value, options, hint, id = name, errors = {} }: ChoiceProps) {
  const error = errors[name];
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div class="space-y-1.5">
      <label for={id} class="block text-sm font-medium">{label}</label>
      <select
        id={id}
        name={name}
        class={`select w-full text-base ${error ? "select-error" : ""}`}
        autofocus={isFirstOf(errors, name)}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy || undefined}
      >
        {options.map((it) => (
          <option key={it.value} value={it.value} selected={it.value === value}>{it.label}</option>
        ))}
      </select>
      {hint && <p id={`${id}-hint`} class="text-xs text-base-content/75">{hint}</p>}
      {error && <p id={`${id}-error`} class="text-sm font-medium text-error">{error}</p>}
    </div>
  );
}
