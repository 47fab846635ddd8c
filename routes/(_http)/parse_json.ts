/** A whole number that JSON can write and a double cannot hold; kept as it is read, it would be another one. */
export class InexactNumberError extends Error {
  override name = "InexactNumberError";
  constructor(number: string) {
    const shown = number.length > 40 ? `${number.slice(0, 40)}…` : number;
    super(`The number ${shown} cannot be kept exactly; send it as a text`);
  }
}

/** Reading with a reviver is five times dearer, so only texts that may hold such a number are read that way. */
const SUSPICIOUS = /\d{16}/;

/** @throws {SyntaxError} when the text is not JSON, or nested so deep that a reader runs out of stack. @throws {InexactNumberError} when reading would alter a whole number. */
export function parseJson(text: string): unknown {
  if (!SUSPICIOUS.test(text)) return JSON.parse(text);
  try {
    return JSON.parse(text, refuseInexact);
  } catch (error) {
    // Without a reviver there is no such limit; with one V8 calls itself for each level.
    if (error instanceof RangeError) throw new SyntaxError("Nested too deep", { cause: error });
    throw error;
  }
}

/** The third argument is what the text says (source: ECMAScript's JSON.parse source text access); types lag behind. */
function refuseInexact(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== "number") return value;
  const source = context!.source!;
  const isWhole = /^-?\d+$/.test(source);
  if (!Number.isFinite(value) || (isWhole && BigInt(source) !== BigInt(value))) {
    throw new InexactNumberError(source);
  }
  return value;
}
