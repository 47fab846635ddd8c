import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { config } from "@/lib/config.ts";
import { log } from "@/lib/log.ts";

const TIMEOUT_MS = 1_500;
const PREFIX_LENGTH = 5;

/**
 * Asks a list of stolen passwords, which learns five characters of a hash and no more (the protocol of Have I Been
 * Pwned). False where none is configured or it does not answer: the local list has been asked by then.
 */
export async function isBreached(
  password: string,
  list: URL | undefined = config.breachedPasswordsUrl,
): Promise<boolean> {
  if (!list) return false;
  const hash = createHash("sha1").update(Buffer.from(password)).digest("hex").toUpperCase();
  try {
    const found = await suffixesOf(hash.slice(0, PREFIX_LENGTH), list);
    return found.has(hash.slice(PREFIX_LENGTH));
  } catch (error) {
    log.warn("the list of stolen passwords did not answer", { list: list.origin, error });
    return false;
  }
}

/** Without the made-up ones that pad the answer, which nobody has used: their count is 0. */
async function suffixesOf(prefix: string, list: URL): Promise<Set<string>> {
  const res = await fetch(new URL(`range/${prefix}`, list), {
    headers: { "add-padding": "true" },
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!res.ok) {
    await res.body?.cancel();
    throw new Error(`Asking for stolen passwords: status ${res.status}`);
  }
  const lines = (await res.text()).split(/\r?\n/).map((it) => it.split(":"));
  return new Set(lines.filter(([, count]) => Number(count) > 0).map(([suffix]) => suffix.toUpperCase()));
}
