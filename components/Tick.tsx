type TickProps = {
  label: string;
  name: string;
  isTicked: boolean;
  hint?: string;
  /** Cannot be changed by whoever looks; the hint says why. */
  isDisabled?: boolean;
};

/** One thing that is so or not; sent as `yes`. */
export function Tick({ label, name, isTicked, hint, isDisabled }: TickProps) {
  // The name of a permission has a dot, which would make the id a class to a selector.
  const id = name.replaceAll(".", "-");
  return (
    <div class="flex items-start gap-3">
      <input
        id={id}
        type="checkbox"
        name={name}
        value="yes"
        checked={isTicked}
        disabled={isDisabled}
        aria-describedby={hint && `${id}-hint`}
        class="checkbox checkbox-primary checkbox-sm mt-0.5"
      />
      <div>
        <label for={id} class={`text-sm font-medium ${isDisabled ? "text-base-content/75" : ""}`}>
          {label}
        </label>
        {hint && <p id={`${id}-hint`} class="text-xs text-base-content/75">{hint}</p>}
      </div>
    </div>
  );
}
