import type { Element } from "@xmldom/xmldom";
import { ASSERTION, TRANSIENT_NAME, UNSPECIFIED_NAME } from "./names.ts";
import { attributeOf, onlyChild, textOf } from "./read_xml.ts";
import { refuse, type SamlRefused } from "./refusal.ts";

/** What the identity provider calls a person. */
export type NameId = { value: string; format: string; nameQualifier?: string; spNameQualifier?: string };

// deno-lint-ignore no-control-regex
const ONE_LINE = /^[^\s\u0000-\u001f\u007f](?:[^\u0000-\u001f\u007f]{0,254}[^\s\u0000-\u001f\u007f])?$/;

export function readNameId(subject: Element): { ok: true; nameId: NameId } | SamlRefused {
  const element = onlyChild(subject, ASSERTION, "NameID");
  const value = textOf(element);
  if (!element || !value || !ONE_LINE.test(value)) return refuse("name", value);
  const format = attributeOf(element, "Format") || UNSPECIFIED_NAME;
  // By its definition a name for one visit: nobody would be found again.
  if (format === TRANSIENT_NAME) return refuse("transient_name");
  return {
    ok: true,
    nameId: {
      value,
      format,
      nameQualifier: attributeOf(element, "NameQualifier") || undefined,
      spNameQualifier: attributeOf(element, "SPNameQualifier") || undefined,
    },
  };
}
