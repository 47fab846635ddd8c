/** A statement with its values apart: `sql` is the only way to make one, so no text of a user becomes SQL. */
export type Sql = { text: string; values: unknown[] };

/** Tag: each `${value}` becomes a numbered parameter. */
export function sql(strings: TemplateStringsArray, ...values: unknown[]): Sql {
  return { text: strings.reduce((text, part, index) => `${text}$${index}${part}`), values };
}
