import type { MarkedToken, Token, Tokens } from "marked";
import { type ComponentChildren, Fragment } from "preact";
import { LANGUAGES } from "@/components/Code.tsx";
import { CodeBlock } from "@/components/CodeBlock.tsx";
import { TableFrame } from "@/components/TableFrame.tsx";
import { AnchoredHeading } from "../(_frame)/AnchoredHeading.tsx";
import { anchorOf } from "./anchors.ts";
import type { Reader } from "./values.ts";

type MarkdownProps = { tokens: Token[]; reader: Reader };

/** Our Markdown in our components. What has no form here is an error, not a gap. */
export function Markdown({ tokens, reader }: MarkdownProps) {
  const pieces = tokens.filter((it) => it.type !== "space") as MarkedToken[];
  return (
    <>
      {pieces.map((it, index) => (
        <Fragment key={index}>{shown(it, { reader, before: pieces[index - 1] })}</Fragment>
      ))}
    </>
  );
}

type Surroundings = { reader: Reader; before?: MarkedToken };

function shown(token: MarkedToken, { reader, before }: Surroundings): ComponentChildren {
  const inside = "tokens" in token && token.tokens
    ? <Markdown tokens={token.tokens} reader={reader} />
    : undefined;
  switch (token.type) {
    case "heading":
      return <AnchoredHeading level={token.depth as 2 | 3} id={anchorOf(token)}>{inside}</AnchoredHeading>;
    case "paragraph":
      return <p>{inside}</p>;
    case "code":
      return <Block {...token} before={before} />;
    case "table":
      return <Table {...token} reader={reader} />;
    case "list":
      return <List {...token} reader={reader} />;
    case "strong":
      return <strong>{inside}</strong>;
    case "codespan":
      return <code>{token.text}</code>;
    case "link":
      return <Link href={token.href} reader={reader}>{inside}</Link>;
    case "text":
      return inside ?? token.text;
    default:
      throw new Error(`Showing a guide: "${token.type}" has no form here`);
  }
}

/** The first word after the fence is the language, the others name the block. One right below another is its answer. */
function Block({ lang, text, before }: Tokens.Code & { before?: MarkedToken }) {
  const { language, label } = fenceOf(lang);
  const name = before?.type === "code" ? `${label}, the answer to: ${fenceOf(before.lang).label}` : label;
  return <CodeBlock label={label} name={name} text={text} language={language} />;
}

function fenceOf(lang = "") {
  const [language, ...label] = lang.split(" ");
  return { language: LANGUAGES.find((it) => it === language), label: label.join(" ") };
}

function List({ ordered, items, reader }: Tokens.List & { reader: Reader }) {
  const List = ordered ? "ol" : "ul";
  return (
    <List>
      {items.map((it, index) => (
        <li key={index}>
          <Markdown tokens={it.tokens} reader={reader} />
        </li>
      ))}
    </List>
  );
}

function Table({ header, rows, reader }: Tokens.Table & { reader: Reader }) {
  return (
    <TableFrame label={header.map((it) => it.text).join(", ")}>
      <thead>
        <tr>
          {header.map((it, index) => (
            <th key={index} scope="col">
              <Markdown tokens={it.tokens} reader={reader} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, row) => (
          <tr key={row}>
            {cells.map((it, index) => (
              <td key={index}>
                <Markdown tokens={it.tokens} reader={reader} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}

type LinkProps = { href: string; reader: Reader; children: ComponentChildren };

/** A room of the reader's house is linked where there is one. */
function Link({ href, reader: { origin, isExample }, children }: LinkProps) {
  if (!href.startsWith(`${origin}/`)) return <a class="link" href={href}>{children}</a>;
  return isExample ? <>{children}</> : <a class="link" href={href.slice(origin.length)}>{children}</a>;
}
