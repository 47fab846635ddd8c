import { isBreached } from "./is_breached.ts";
import { lengthOf, LONGEST_PASSWORD, namesOneOf, type PasswordFault } from "./rules.ts";

type Asked = {
  password: string;
  /** In code points. */
  shortest: number;
  /** What the password must not hold: of the person, the company, its address. */
  names: string[];
};

let common: Promise<ReadonlySet<string>> | undefined;

/**
 * Why nobody should choose this password; undefined for a good one. It is looked at as it was typed, and no kind of
 * character is asked for (source: NIST SP 800-63B-4). Not inside a transaction: it may ask the network.
 */
export async function findPasswordFault(
  { password, shortest, names }: Asked,
): Promise<PasswordFault | undefined> {
  const length = lengthOf(password);
  if (length < shortest) return "too_short";
  if (length > LONGEST_PASSWORD) return "too_long";
  if (namesOneOf(names, password)) return "names_somebody";
  if (await isCommon(password)) return "common";
  if (await isBreached(password)) return "breached";
}

/** Also a shorter text again and again, and a run such as `0123…` or `abcd…`: they add length and no secret. */
async function isCommon(password: string): Promise<boolean> {
  if (/^(.+?)\1+$/u.test(password) || isRun(password)) return true;
  return (await (common ??= loadCommon())).has(password.toLowerCase());
}

function isRun(password: string): boolean {
  const codes = [...password].map((it) => it.codePointAt(0)!);
  const steps = codes.slice(1).map((code, index) => (code - codes[index] + 10) % 10);
  return new Set(steps).size === 1;
}

/** Half a megabyte, for the few who choose a password. */
async function loadCommon(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  return new Set(dictionary["passwords-common"].map(String));
}
