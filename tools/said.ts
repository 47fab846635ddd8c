/** What a command was asked, as the command line has it. */
export type Asked = {
  names: string[];
  name?: string;
  reason?: string;
  search?: string;
  isEmergency?: boolean;
  /** Asks whoever types, or takes the first line of what is piped in. */
  readPassword: () => Promise<string>;
};

/** `text` for a person, `data` for `--json`. */
export type Said = { ok: boolean; text: string; data: unknown };

export type Commands = Record<string, (asked: Asked) => Promise<Said>>;

/** Who acts, for records. */
export const AT_COMMAND_LINE = "Operator at the command line";

export function done(text: string): Said {
  return { ok: true, text, data: { ok: true, message: text } };
}

export function refused(text: string): Said {
  return { ok: false, text, data: { ok: false, message: text } };
}

export function table<Row>(rows: Row[], columns: (keyof Row & string)[]): string {
  if (rows.length === 0) return "None";
  const cells = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? "")))];
  const widths = columns.map((_, index) => Math.max(...cells.map((line) => line[index].length)));
  return cells.map((line) => line.map((cell, index) => cell.padEnd(widths[index])).join("  ").trimEnd()).join(
    "\n",
  );
}
