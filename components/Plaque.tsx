/** A tenant's name on an enamel sign. */
export function Plaque({ name, class: className = "px-3 py-1.5 text-sm" }: { name: string; class?: string }) {
  return <span class={`plaque inline-block max-w-full truncate ${className}`}>{name}</span>;
}
