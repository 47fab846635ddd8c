const REMOVED = "[redacted]";
const LONGEST_TEXT = 4_000;
const DEEPEST = 6;

/** A field with one of these words in its name is secret whatever it holds. */
const SECRET_WORDS = new Set(
  "authorization cookie cookies credential credentials jwt otp passphrase passwd password phc secret secrets token tokens"
    .split(" "),
);

/** Texts that are secret wherever they stand: keys of ours, tokens, keys of others, logins and codes in URLs. */
const SECRET_SHAPES: [RegExp, string][] = [
  [/\b(rh|rs)_[\w-]{16,}/g, `$1_${REMOVED}`],
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, REMOVED],
  [/\bv1\.[\w-]{10}\.[\w-]{80,}/g, REMOVED],
  [/\b(?:sk|rk)_(?:live|test)_\w+|\bwhsec_[\w+/=-]+/g, REMOVED],
  [/(\/invitations\/)[\w-]{43}/g, `$1${REMOVED}`],
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, REMOVED],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${REMOVED}`],
  [/\b([a-z][a-z0-9+.-]*:\/\/[^\s:/@]*):[^\s/@]+@/gi, `$1:${REMOVED}@`],
  [
    /([?&](?:code|key|secret|signature|token|access_token|refresh_token|id_token)=)[^&\s"']+/gi,
    `$1${REMOVED}`,
  ],
];

/** Replaces what is secret in a text by its shape, and cuts it at 4,000 characters. */
export function redactText(text: string): string {
  const clean = SECRET_SHAPES.reduce((left, [shape, by]) => left.replace(shape, by), text);
  return clean.length > LONGEST_TEXT ? `${clean.slice(0, LONGEST_TEXT)}…` : clean;
}

/** A copy that can be written as JSON and holds nothing secret: by the name of a field, and by the shape of a text. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return redactText(value);
  if (typeof value === "bigint" || typeof value === "symbol" || typeof value === "function") {
    return String(value);
  }
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof URL) return redactText(value.href);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (depth === DEEPEST) return "[deeper]";
  if (Array.isArray(value)) return value.map((it) => redact(it, depth + 1));
  if (value instanceof Error) return redactError(value, depth);
  const entries = Object.entries(value).map((
    [name, it],
  ) => [name, isSecretName(name) ? REMOVED : redact(it, depth + 1)]);
  return Object.fromEntries(entries);
}

/** Not the other fields: the driver puts whole rows into `detail` and `where`. */
function redactError(error: Error & { code?: unknown }, depth: number) {
  return {
    name: error.name,
    message: redactText(error.message),
    ...(error.code === undefined ? {} : { code: error.code }),
    ...(error.stack === undefined ? {} : { stack: redactText(error.stack) }),
    ...(error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) }),
  };
}

function isSecretName(name: string): boolean {
  const words = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase().split(/[^a-z0-9]+/);
  return words.some((it) => SECRET_WORDS.has(it)) || /^(?:api)?keys?$/.test(words.at(-1)!);
}
