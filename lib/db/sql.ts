/**
 * A statement, or a part of one, with its values apart. `sql` is the only way to make one, so no text of a user
 * becomes SQL: what merely looks like one, such as parsed JSON, is a value.
 */
export class Sql {
  constructor(readonly text: string, readonly values: unknown[]) {}
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
