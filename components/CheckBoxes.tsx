import type { FieldErrors } from "./Field.tsx";

type CheckBoxesProps = {
  label: string;
  /** Of the group; an error of this name stands below it. */
  name: string;
  /** Each box is a field of its own. */
  boxes: { name: string; label: string; hint?: string; isChecked: boolean }[];
  errors?: FieldErrors;
};

/** Any of a few. */
export function CheckBoxes({ label, name, boxes, errors = {} }: CheckBoxesProps) {
  const error = errors[name];
  return (
    <fieldset class="space-y-2" aria-describedby={error ? `${name}-error` : undefined}>
      <legend class="text-sm font-medium">{label}</legend>
      <div class="flex flex-wrap gap-x-6 gap-y-2">
        {boxes.map((it) => (
          <label key={it.name} class="flex items-center gap-2 text-sm">
            <input
              type="checkbox"
              name={it.name}
              value="yes"
              checked={it.isChecked}
              class={`checkbox checkbox-sm ${error ? "checkbox-error" : ""}`}
            />
            <span>
              {it.label}
              {it.hint && <span class="text-base-content/75">{` ${it.hint}`}</span>}
            </span>
          </label>
        ))}
      </div>
      {error && <p id={`${name}-error`} class="text-sm font-medium text-error">{error}</p>}
    </fieldset>
  );
}
