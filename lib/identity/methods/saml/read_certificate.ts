import { X509Certificate } from "node:crypto";

export type CertificateRefusal = "not_a_certificate" | "not_rsa" | "short_key";

export type Certificate = {
  pem: string;
  /** SHA-256, as providers show it: `AB:CD:…`. */
  fingerprint: string;
  expiresAt: Date;
};

export type ReadCertificate = { ok: true; certificate: Certificate } | {
  ok: false;
  reason: CertificateRefusal;
};

/** Below that a key can be guessed, whatever is signed with it. */
const MIN_KEY_BITS = 2048;
const PEM = /^-----BEGIN CERTIFICATE-----([\s\S]+)-----END CERTIFICATE-----$/;

/**
 * A certificate as PEM or as bare base64. Its end is for showing only: with SAML the admin vouches for the key, and a
 * provider that goes on signing with an expired one is the rule.
 */
export function readCertificate(text: string): ReadCertificate {
  const base64 = (PEM.exec(text.trim())?.[1] ?? text).replace(/\s+/g, "");
  if (!/^[A-Za-z\d+/]+={0,2}$/.test(base64)) return { ok: false, reason: "not_a_certificate" };
  const lines = base64.match(/.{1,64}/g)!;
  const pem = `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
  const parsed = parse(pem);
  if (!parsed) return { ok: false, reason: "not_a_certificate" };
  const { asymmetricKeyType, asymmetricKeyDetails } = parsed.publicKey;
  if (asymmetricKeyType !== "rsa") return { ok: false, reason: "not_rsa" };
  if ((asymmetricKeyDetails?.modulusLength ?? 0) < MIN_KEY_BITS) return { ok: false, reason: "short_key" };
  const expiresAt = new Date(parsed.validTo);
  return { ok: true, certificate: { pem, fingerprint: parsed.fingerprint256, expiresAt } };
}

function parse(pem: string): X509Certificate | undefined {
  try {
    const certificate = new X509Certificate(pem);
    // Read here: a key that nobody knows throws when it is asked for.
    return certificate.publicKey ? certificate : undefined;
  } catch {
    return undefined;
  }
}
