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

function painted(node: Painted): ComponentChildren {
  if (node.type === "text") return node.value;
  if (node.type !== "element") return null;
  return <span class={String(node.properties.className)}>{node.children.map(painted)}</span>;
}
