import { common, createLowlight } from "lowlight";
import type { ComponentChildren } from "preact";

const { bash, javascript, json, python, ruby, typescript } = common;
const GRAMMARS = { bash, javascript, json, python, ruby, typescript };
const painter = createLowlight(GRAMMARS);

export type Language = keyof typeof GRAMMARS;
export const LANGUAGES = Object.keys(GRAMMARS) as Language[];

/** A text in the colours of its language, or plain. */
export function Code({ text, language }: { text: string; language?: Language }) {
  return <code>{language ? painter.highlight(language, text).children.map(painted) : text}</code>;
}

type Painted = ReturnType<typeof painter.highlight>["children"][number];

/** Most of a text, and nothing that a colour would help. */
const PLAIN = ["hljs-punctuation", "hljs-operator", "hljs-params"];

function painted(node: Painted): ComponentChildren {
  if (node.type === "text") return node.value;
  if (node.type !== "element") return null;
  const name = String(node.properties.className);
  const inside = node.children.map(painted);
  return PLAIN.includes(name) ? inside : <span class={name}>{inside}</span>;
}
