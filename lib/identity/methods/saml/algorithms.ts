import { SIGNATURE } from "./names.ts";

/**
 * What node-saml 5.1.0 verifies, without SHA-1. It knows neither SHA-384 nor ECDSA: a document signed with one of them is
 * refused with its name, so that an admin learns what to change.
 */
export const SIGNATURE_METHODS = [
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
  "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1",
];

export const DIGEST_METHODS = [
  "http://www.w3.org/2001/04/xmlenc#sha256",
  "http://www.w3.org/2001/04/xmlenc#sha512",
];

export const ENVELOPED = `${SIGNATURE}enveloped-signature`;

/** Exclusive alone: with the inclusive form a signature moves into other surroundings and still holds. */
export const CANONICALIZATIONS = [
  "http://www.w3.org/2001/10/xml-exc-c14n#",
  "http://www.w3.org/2001/10/xml-exc-c14n#WithComments",
];

/** Authenticated ciphers alone: CBC is read byte by byte by whoever may ask often enough. */
export const CIPHERS = [
  "http://www.w3.org/2009/xmlenc11#aes128-gcm",
  "http://www.w3.org/2009/xmlenc11#aes256-gcm",
];

export const KEY_TRANSPORTS = ["http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p"];
