export const CSV = "text/csv; charset=utf-8";

export type Cell = string | number | null;

/** A table as text (RFC 4180), a line of column names first; its rows as many at a time as they are read. */
export async function* csv(columns: string[], parts: AsyncIterable<Cell[][]>): AsyncGenerator<string> {
  let head = lineOf(columns);
  for await (const rows of parts) {
    yield head + rows.map(lineOf).join("");
    head = "";
  }
  if (head) yield head;
}

function lineOf(cells: Cell[]): string {
  return `${cells.map(fieldOf).join(",")}\r\n`;
}

/** Programs for tables run what begins like a formula, so text from outside never does (source: OWASP, CSV injection). */
function fieldOf(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return `"${harmless.replaceAll('"', '""')}"`;
}
