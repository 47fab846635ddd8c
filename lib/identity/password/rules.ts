/** In code points. */
export const SHORTEST_PASSWORD = 12;
/** Shorter names stand in too many words by chance. */
const SHORTEST_NAME = 3;

/** In code points, as people count. */
export function lengthOf(password: string): number {
  return [...password].length;
}

/** Whether one of the names can be read in it, or what stands before the @ of a mail address. */
export function namesOneOf(names: string[], password: string): boolean {
  const read = password.toLowerCase();
  return names.map((it) => it.trim().toLowerCase().replace(/@[^@]*$/, ""))
    .some((it) => it.length >= SHORTEST_NAME && read.includes(it));
}
