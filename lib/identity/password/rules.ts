/** In code points, of a password that opens the door alone (source: NIST SP 800-63B-4, 3.1.1.2), */
export const SHORTEST_PASSWORD = 15;
/** and of one that a second factor always stands beside. */
export const SHORTEST_BESIDE_ANOTHER = 8;
/** Nothing longer can be anybody's password. */
export const LONGEST_PASSWORD = 256;
/** Shorter names stand in too many words by chance. */
const SHORTEST_NAME = 3;
const PRODUCT = "rowhouse";

export type PasswordFault = "too_short" | "too_long" | "names_somebody" | "common" | "breached";

/** In code points, as people count. */
export function lengthOf(password: string): number {
  return [...password].length;
}

/** Whether one of the names can be read in it, what stands before the @ of a mail address, or our own. */
export function namesOneOf(names: string[], password: string): boolean {
  const read = password.toLowerCase();
  return [...names, PRODUCT].map((it) => it.trim().toLowerCase().replace(/@[^@]*$/, ""))
    .some((it) => it.length >= SHORTEST_NAME && read.includes(it));
}

export function sayFault(fault: PasswordFault, shortest = SHORTEST_PASSWORD): string {
  return {
    too_short: `Use at least ${shortest} characters`,
    too_long: `Use at most ${LONGEST_PASSWORD} characters`,
    names_somebody: "Leave your name, your company, its address, your email and our name out of it",
    common: "Too many people use this one; it is among the first that are tried",
    breached: "This one is in a list of stolen passwords; choose one that you use nowhere else",
  }[fault];
}
