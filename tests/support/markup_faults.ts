import { HtmlValidate, StaticConfigLoader } from "html-validate";

const validators = {
  page: new HtmlValidate(
    new StaticConfigLoader({
      root: true,
      extends: ["html-validate:recommended"],
      // A matter of style, and of our renderer: it writes `<br/>`, which HTML reads as `<br>`.
      rules: { "void-style": ["error", { style: "selfclosing" }] },
    }),
  ),
  mail: new HtmlValidate(
    new StaticConfigLoader({
      root: true,
      extends: ["html-validate:standard"],
      // Mail programs lay out by tables and by the attributes that tables had in HTML 4.
      rules: { "no-deprecated-attr": "off" },
    }),
  ),
};

/** What is wrong with a whole document as it is sent out, each with its place. */
export async function markupFaults(
  html: string,
  { name, kind }: { name: string; kind: keyof typeof validators },
): Promise<string[]> {
  const { results } = await validators[kind].validateString(html, name);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, selector, line, column }) =>
      `${name}:${line}:${column} ${ruleId}: ${message} (${selector})`
    )
  );
}
