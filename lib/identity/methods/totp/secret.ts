import { Secret, TOTP } from "otpauth";

/** What every authenticator app takes (source: RFC 6238; apps ignore other digests). */
export const TOTP_SETTINGS = { algorithm: "SHA1", digits: 6, period: 30 } as const;

/** 160 random bits in base32, as RFC 4226 asks for. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** What the QR code says. `account` stands below the name of the house in the app. */
export function authenticatorUri(secret: string, account: string): string {
  const totp = new TOTP({
    ...TOTP_SETTINGS,
    issuer: "Rowhouse",
    label: account,
    secret: Secret.fromBase32(secret),
  });
  return totp.toString();
}

/** For people who type it: four characters at a time. */
export function inGroups(secret: string): string {
  return secret.match(/.{1,4}/g)!.join(" ");
}
