import { HtmlValidate, StaticConfigLoader } from "html-validate";

const validator = new HtmlValidate(
  new StaticConfigLoader({
    root: true,
    extends: ["html-validate:recommended"],
    rules: {
      // A matter of style, and of our renderer: it writes `<br/>`, which HTML reads as `<br>`.
      "void-style": ["error", { style: "selfclosing" }],
    },
  }),
);

/** What is wrong with a whole document as it was served, each with its place. */
export async function markupFaults(html: string, name: string): Promise<string[]> {
  const { results } = await validator.validateString(html, name);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, selector, line, column }) =>
      `${name}:${line}:${column} ${ruleId}: ${message} (${selector})`
    )
  );
}
