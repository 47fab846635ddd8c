import { config } from "@/lib/config.ts";

/** Where the record stands, so that no other record of the domain is in its way. */
export function recordNameOf(domain: string): string {
  return `_rowhouse-verify.${domain}`;
}

/** What the record says. */
export function recordTextOf(token: string): string {
  return `rowhouse-verify=${token}`;
}

export type LookUp = { ok: true } | { ok: false; reason: "no_record" | "other_record" | "no_answer" };

const TIMEOUT_MS = 5_000;

/** Asks DNS whether the domain shows the token. `no_answer` says nothing about the record. */
export async function lookUpToken({ domain, token }: { domain: string; token: string }): Promise<LookUp> {
  let records: string[][];
  try {
    records = await Deno.resolveDns(`${recordNameOf(domain)}.`, "TXT", {
      nameServer: config.dnsServer,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    return { ok: false, reason: error instanceof Deno.errors.NotFound ? "no_record" : "no_answer" };
  }
  // A long text comes in pieces of 255 bytes.
  const texts = records.map((it) => it.join("").trim());
  if (texts.includes(recordTextOf(token))) return { ok: true };
  return { ok: false, reason: texts.length > 0 ? "other_record" : "no_record" };
}
