/** Three gabled houses, wall to wall. The door in the middle is ours to open. */
export function Mark({ class: className = "size-7" }: { class?: string }) {
  return (
    <svg class={className} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path class="fill-base-content" d="M1 13 6 6l5 7zM11 13l5-9 5 9zM21 13l5-7 5 7z" />
      <path class="fill-accent" d="M2 13h8v15H2zM11 13h10v15H11zM22 13h8v15h-8z" />
      <path class="fill-primary" d="M13.5 19a2.5 2.5 0 0 1 5 0v9h-5z" />
      <path class="fill-base-100" d="M4.5 16h3v4h-3zM24.5 16h3v4h-3z" />
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
