/**
 * A statement, or a part of one, with its values apart. `sql` is the only way to make one, so no text of a user
 * becomes SQL: what merely looks like one, such as parsed JSON, is a value.
 */
export class Sql {
  /** @param name of one that is parsed and planned once on each connection. */
  constructor(readonly text: string, readonly values: unknown[], readonly name?: string) {}
}

/** Tag: each `${value}` becomes a numbered parameter, and another `sql` is set in with its own. */
export function sql(strings: TemplateStringsArray, ...values: unknown[]): Sql {
  const parameters: unknown[] = [];
  const text = strings.reduce((before, part, index) =>
    `${before}${place(values[index - 1], parameters)}${part}`
  );
  return new Sql(text, parameters);
}

/** What stands for the value in the text; its own values are added to `parameters`. */
function place(value: unknown, parameters: unknown[]): string {
  if (!(value instanceof Sql)) return `$${parameters.push(value)}`;
  const offset = parameters.length;
  parameters.push(...value.values);
  return value.text.replace(/\$(\d+)/g, (_, number) => `$${Number(number) + offset}`);
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
  return new Sql(statement.text, statement.values, name);
}
