import { type Signal, useComputed } from "@preact/signals";
import type { ComponentChildren } from "preact";

/** Nothing at all, until the count is odd. */
export function Odd({ count }: { count: Signal<number> }) {
  return useComputed(() => count.value % 2 === 1).value ? <b class="odd">odd</b> : null;
}

export function Words({ count }: { count: Signal<number> }) {
  return <>{count} of {"many"}</>;
}

/** Several elements, where only rows may be. */
export function Rows({ count, children }: { count: Signal<number>; children: ComponentChildren }) {
  return Array.from({ length: count.value }, (_, row) => (
    <tr key={row}>
      <td class="cell">{row}</td>
      <td>{children}</td>
    </tr>
  ));
}
