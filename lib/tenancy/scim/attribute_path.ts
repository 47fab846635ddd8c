import { type Filter, parse } from "scim2-parse-filter";
import { isEnterpriseOnly, spelled } from "./attribute_kinds.ts";
import { ENTERPRISE_SCHEMA, GROUP_SCHEMA, USER_SCHEMA } from "./urns.ts";

/** Where an operation of a PATCH works, such as `emails[type eq "work"].value`. */
export type AttributePath = {
  /** Of an extension; undefined for the core. */
  schema?: string;
  /** Undefined where the path is a whole extension. */
  attribute?: string;
  /** Which of several values. */
  filter?: Filter;
  sub?: string;
};

const LONGEST_PATH = 500;
const NAME = "[A-Za-z$][\\w$-]*";
const PATH = new RegExp(`^(${NAME})(?:\\[(.+)\\])?(?:\\.(${NAME}))?$`, "s");
/** A schema, and after its own name the attribute: `…:enterprise:2.0:User:department`. */
const URN = /^(urn:.*?:\d+\.\d+:[A-Za-z]+)(?::(.+))?$/is;

/** Undefined when the text is no path of RFC 7644, section 3.10. */
export function readPath(text: string): AttributePath | undefined {
  if (text.length > LONGEST_PATH) return undefined;
  const [, schema, rest] = URN.exec(text) ?? [];
  if (schema === undefined) return readAttribute(text);
  const known = [USER_SCHEMA, GROUP_SCHEMA, ENTERPRISE_SCHEMA]
    .find((it) => it.toLowerCase() === schema.toLowerCase()) ?? schema;
  const isCore = known === USER_SCHEMA || known === GROUP_SCHEMA;
  if (rest === undefined) return isCore ? undefined : { schema: known };
  const path = readAttribute(rest);
  return path && (isCore ? path : { ...path, schema: known });
}

function readAttribute(text: string): AttributePath | undefined {
  const [, name, condition, sub] = PATH.exec(text) ?? [];
  if (name === undefined) return undefined;
  const filter = condition === undefined ? undefined : readCondition(condition);
  if (condition !== undefined && !filter) return undefined;
  const attribute = spelled(name);
  return {
    attribute,
    ...(isEnterpriseOnly(attribute) && { schema: ENTERPRISE_SCHEMA }),
    ...(filter && { filter }),
    ...(sub !== undefined && { sub: spelled(sub) }),
  };
}

function readCondition(text: string): Filter | undefined {
  try {
    return parse(text);
  } catch {
    return undefined; // the parser throws plain errors at whatever is no filter
  }
}
