type TickProps = { label: string; name: string; isTicked: boolean; hint?: string };

/** One thing that is so or not; sent as `yes`. */
export function Tick({ label, name, isTicked, hint }: TickProps) {
  return (
    <div class="flex items-start gap-3">
      <input
        id={name}
        type="checkbox"
        name={name}
        value="yes"
        checked={isTicked}
        aria-describedby={hint && `${name}-hint`}
        class="checkbox checkbox-primary checkbox-sm mt-0.5"
      />
      <div>
        <label for={name} class="text-sm font-medium">{label}</label>
        {hint && <p id={`${name}-hint`} class="text-xs text-base-content/75">{hint}</p>}
      </div>
    </div>
  );
}
