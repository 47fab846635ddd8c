export const MAX_DEPTH = 32;

export type Unstorable = { path: (string | number)[]; rule: string };

/** The first place in parsed JSON that Postgres's jsonb could not keep as it is, or that is nested too deep. */
export function findUnstorable(value: unknown, depth = 1): Unstorable | undefined {
  const rule = ruleBrokenBy(value, depth);
  if (rule) return { path: [], rule };
  if (typeof value !== "object" || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    const nameRule = ruleBrokenBy(name, 0);
    if (nameRule) return { path: [], rule: `Member names: ${nameRule}` };
    const found = findUnstorable(member, depth + 1);
    if (found) return { path: [Array.isArray(value) ? Number(name) : name, ...found.path], rule: found.rule };
  }
}

function ruleBrokenBy(value: unknown, depth: number): string | undefined {
  switch (typeof value) {
    case "string":
      if (value.includes("\0")) return "Must not contain the character U+0000";
      if (!value.isWellFormed()) return "Must be well-formed Unicode, without half a surrogate pair";
      return;
    case "number":
      if (!Number.isFinite(value)) return "Must be a number that a double can hold";
      return;
    case "object":
      if (value !== null && depth > MAX_DEPTH) return `Must be nested at most ${MAX_DEPTH} levels deep`;
  }
}
