type Cell = string | number | Date | null;

/** A spreadsheet would read a text that begins like this as a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** A table as a file to keep (RFC 4180): times as ISO 8601 in UTC, nothing where there is nothing. */
export function csvAnswer(fileName: string, columns: string[], rows: Cell[][]): Response {
  const lines = [columns, ...rows].map((cells) => cells.map(quoted).join(","));
  return new Response(`${lines.join("\r\n")}\r\n`, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${fileName}"`,
    },
  });
}

function quoted(cell: Cell): string {
  if (cell === null) return "";
  if (cell instanceof Date) return cell.toISOString();
  if (typeof cell === "number") return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
