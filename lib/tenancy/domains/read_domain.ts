import { parse } from "tldts";
import { FREE_MAIL } from "./free_mail.ts";

export type ReadDomain =
  | { ok: true; domain: string }
  | { ok: false; reason: "not_a_domain" | "public_suffix" | "free_mail" };

/** What a person who means `acme.example` may paste: with an @ or a person before it, with a scheme or a path. */
const AROUND = /^(?:[a-z]+:\/\/)?(?:[^@/\s]*@)?([^@/\s:]+?)\.?(?:[:/].*)?$/i;

/**
 * The mail domain that somebody typed, in ASCII (IDNA) and lower case. Refused is what belongs to everybody: suffixes
 * below which strangers register names, and providers of free mail.
 */
export function readDomain(typed: string): ReadDomain {
  const name = AROUND.exec(typed.trim())?.[1] ?? "";
  const domain = inAscii(name);
  if (!domain || !/^(?=.{3,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z][a-z0-9-]*$/.test(domain)) {
    return { ok: false, reason: "not_a_domain" };
  }
  const { isIp, domain: registered } = parse(domain, { allowPrivateDomains: true });
  if (isIp) return { ok: false, reason: "not_a_domain" };
  if (!registered) return { ok: false, reason: domain.includes(".") ? "public_suffix" : "not_a_domain" };
  if (FREE_MAIL.has(registered)) return { ok: false, reason: "free_mail" };
  return { ok: true, domain };
}

/** The domain of a mail address, as `readDomain()` writes it; undefined for what has none. */
export function domainOf(email: string): string | undefined {
  const at = email.lastIndexOf("@");
  return at > 0 ? inAscii(email.slice(at + 1)) : undefined;
}

function inAscii(name: string): string | undefined {
  if (/[\s/?#\\:@%]/.test(name) || !URL.canParse(`http://${name}`)) return undefined;
  return new URL(`http://${name}`).hostname || undefined;
}
