const ESCAPES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Finished markup. Only `html` makes it, so a text of a user never becomes markup. */
export class Html {
  constructor(readonly text: string) {}
}

/** Tag: each `${value}` is escaped, unless it is markup already. */
export function html(strings: TemplateStringsArray, ...values: (string | Html)[]): Html {
  return new Html(strings.reduce((text, part, index) => {
    const value = values[index - 1];
    return text + (value instanceof Html ? value.text : escaped(value)) + part;
  }));
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character]);
}
