import type { ComponentChildren } from "preact";
import { formatNumber } from "./format.ts";
import { TableFrame } from "./TableFrame.tsx";

type PlotTableProps = {
  /** What the table is called. */
  label: string;
  /** Above its two columns. */
  heads: [string, string];
  rows: { key: string; name: ComponentChildren; number: number }[];
};

/** The numbers behind a plot, folded away. */
export function PlotTable({ label, heads: [name, number], rows }: PlotTableProps) {
  return (
    <details class="mt-3 text-sm">
      <summary class="text-base-content/75">Show as a table</summary>
      <div class="mt-2 max-h-80 overflow-y-auto">
        <TableFrame label={label}>
          <thead>
            <tr>
              <th scope="col">{name}</th>
              <th scope="col" class="text-right">{number}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((it) => (
              <tr key={it.key}>
                <td>{it.name}</td>
                <td class="text-right">{formatNumber(it.number)}</td>
              </tr>
            ))}
          </tbody>
        </TableFrame>
      </div>
    </details>
  );
}
