import type { Signal } from "@preact/signals";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

/** Counts its own clicks beside those that it shares, and what of its kind is alive. */
export default function Counter({ id, count }: { id: string; count: Signal<number> }) {
  const own = useSignal(0);
  useEffect(() => {
    const alive = document.documentElement.dataset;
    alive.counters = String(Number(alive.counters ?? 0) + 1);
    return () => alive.counters = String(Number(alive.counters) - 1);
  }, []);
  return (
    <button type="button" id={id} title={`${own}`} onClick={() => (count.value++, own.value++)}>
      {id} {count}
    </button>
  );
}
