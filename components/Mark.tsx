/** Three gabled houses, wall to wall. The door in the middle can be opened. */
export function Mark({ class: className = "size-7" }: { class?: string }) {
  return (
    <svg class={className} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path class="fill-base-content" d="M1 28V14.5l5-6 5 6V28zM21 28V14.5l5-6 5 6V28z" />
      <path class="fill-accent" d="M10.5 28V11.5L16 4l5.5 7.5V28z" />
      <path
        class="fill-base-100"
        d="M12.25 20.5a3.75 3.75 0 0 1 7.5 0V28h-7.5zM4.25 17h3.5v4.25h-3.5zM24.25 17h3.5v4.25h-3.5z"
      />
      <path class="fill-primary" d="M13.75 20.5a2.25 2.25 0 0 1 4.5 0V28h-4.5z" />
    </svg>
  );
}

export function Wordmark() {
  return (
    <span class="inline-flex items-center gap-2 font-display text-lg font-semibold tracking-tight">
      <Mark />
      Rowhouse
    </span>
  );
}
