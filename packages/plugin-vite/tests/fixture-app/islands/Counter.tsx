import type { Signal } from "@preact/signals";

export default function Counter({ id, count }: { id: string; count: Signal<number> }) {
  return <button type="button" id={id} onClick={() => count.value++}>{id} {count}</button>;
}
