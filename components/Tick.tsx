type TickProps = { label: string; name: string; isTicked: boolean; hint?: string; isDisabled?: boolean };

/** One thing that is so or not; sent as `yes`. */
export function Tick({ label, name, isTicked, hint, isDisabled }: TickProps) {
  return (
    <div class="flex gap-3">
      <input
        id={name}
        type="checkbox"
        name={name}
        value="yes"
        checked={isTicked}
        disabled={isDisabled}
        aria-describedby={hint && `${name}-hint`}
        class="checkbox mt-0.5 checkbox-sm"
      />
      <div>
        <label for={name} class="text-sm font-medium">{label}</label>
        {hint && <p id={`${name}-hint`} class="text-xs text-base-content/75">{hint}</p>}
      </div>
    </div>
  );
}
