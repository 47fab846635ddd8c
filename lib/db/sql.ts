/**
 * A statement with its values apart: `sql` is the only way to make one, so no text of a user becomes SQL. One with a
 * name is parsed and planned once on each connection.
 */
export type Sql = { text: string; values: unknown[]; name?: string };

/** Tag: each `${value}` becomes a numbered parameter. */
export function sql(strings: TemplateStringsArray, ...values: unknown[]): Sql {
  return { text: strings.reduce((text, part, index) => `${text}$${index}${part}`), values };
}

const texts = new Map<string, string>();

/**
 * Names a statement that almost every request sends; planning it costs more than running it. Only for one whose best
 * plan is the same for all values, because after some uses the database keeps one plan for them all.
 */
export function prepared(name: string, statement: Sql): Sql {
  const text = texts.get(name) ?? statement.text;
  // Whichever came second would be the first one, run with other values.
  if (text !== statement.text) throw new Error(`Preparing "${name}": another statement has this name`);
  texts.set(name, text);
  return { ...statement, name };
}
