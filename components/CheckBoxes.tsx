import type { FieldErrors } from "./Field.tsx";
import { Tick } from "./Tick.tsx";

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
        {boxes.map(({ isChecked, ...it }) => <Tick key={it.name} {...it} isTicked={isChecked} />)}
      </div>
      {error && <p id={`${name}-error`} class="text-sm font-medium text-error">{error}</p>}
    </fieldset>
  );
}
