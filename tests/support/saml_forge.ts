import { Buffer } from "node:buffer";
import { createHmac, createSign } from "node:crypto";
import { promisify } from "node:util";
import { generate } from "selfsigned";
import { SignedXml } from "xml-crypto";
import { encrypt, type EncryptOptions } from "xml-encryption";

/** Writes responses of an identity provider: as honest ones write them, and as nobody should get away with. */

export type ForgeKey = { privateKey: string; certificate: string };

export const DSIG = "http://www.w3.org/2000/09/xmldsig#";
export const EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
export const ENVELOPED = `${DSIG}enveloped-signature`;
export const RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
export const SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
export const NAMES = 'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ' +
  'xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"';

/** Who speaks to whom in the tests that need no database. */
export const IDP = "https://idp.acme.test/metadata";
export const SP = {
  entityId: "https://rowhouse.test/auth/saml/con_acme/metadata",
  acs: "https://rowhouse.test/auth/callback/saml/con_acme",
};
export const REQUEST = "_request-of-this-browser";
export const HONEST_NAME = "ada@acme.test";
export const EVIL_NAME = "owner@globex.test";

const keys = new Map<string, Promise<ForgeKey>>();

/** The same pair for the same name throughout one process. */
export function keyOf(name: "idp" | "next" | "forger" | "ours"): Promise<ForgeKey> {
  const known = keys.get(name) ?? makeKey(name);
  keys.set(name, known);
  return known;
}

async function makeKey(name: string): Promise<ForgeKey> {
  const made = await generate([{ name: "commonName", value: `${name}.test` }], {
    keySize: 2048,
    algorithm: "sha256",
  });
  return { privateKey: made.private, certificate: made.cert };
}

export type Written = {
  id?: string;
  assertionId?: string;
  now?: Date;
  /** Null leaves an attribute or element out. */
  issuer?: string | null;
  responseIssuer?: string | null;
  destination?: string | null;
  inResponseTo?: string | null;
  confirmedRequest?: string | null;
  recipient?: string | null;
  audience?: string | null;
  /** XML in place of what stands there else. */
  status?: string;
  conditions?: string;
  confirmation?: string;
  nameId?: string;
  authentication?: string;
  attributes?: string;
  /** XML before the assertion. */
  before?: string;
};

export const FORMAT = {
  email: "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
  persistent: "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
  transient: "urn:oasis:names:tc:SAML:2.0:nameid-format:transient",
  unspecified: "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified",
};

/** A response that says everything it should, unsigned. */
export function response(written: Written = {}): string {
  const { id = "_response", status = statusOf("Success"), before = "", now = new Date() } = written;
  const destination = attribute("Destination", written.destination, SP.acs);
  const answered = attribute("InResponseTo", written.inResponseTo, REQUEST);
  const issuer = written.responseIssuer === null
    ? ""
    : `<saml:Issuer>${written.responseIssuer ?? IDP}</saml:Issuer>`;
  return `<samlp:Response ${NAMES} ID="${id}" Version="2.0" IssueInstant="${now.toISOString()}"${destination}` +
    `${answered}>${issuer}${status}${before}${assertion(written)}</samlp:Response>`;
}

export function assertion(written: Written = {}): string {
  const { assertionId = "_assertion", now = new Date() } = written;
  const issuer = written.issuer === null ? "" : `<saml:Issuer>${written.issuer ?? IDP}</saml:Issuer>`;
  const name = written.nameId ?? `<saml:NameID Format="${FORMAT.email}">${HONEST_NAME}</saml:NameID>`;
  return `<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${assertionId}" Version="2.0" ` +
    `IssueInstant="${now.toISOString()}">${issuer}<saml:Subject>${name}` +
    `${written.confirmation ?? confirmation(written)}</saml:Subject>${
      written.conditions ?? conditions(written)
    }` +
    `${written.authentication ?? authentication(written)}${written.attributes ?? ""}</saml:Assertion>`;
}

export function confirmation(
  { now = new Date(), recipient, confirmedRequest, method = "bearer", minutes = 5, more = "" }: Written & {
    method?: string;
    minutes?: number;
    /** Attributes of `SubjectConfirmationData`. */
    more?: string;
  } = {},
): string {
  const to = attribute("Recipient", recipient, SP.acs);
  const answered = attribute("InResponseTo", confirmedRequest, REQUEST);
  return `<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:${method}">` +
    `<saml:SubjectConfirmationData NotOnOrAfter="${after(now, minutes)}"${to}${answered}${more}/>` +
    `</saml:SubjectConfirmation>`;
}

export function conditions(
  { now = new Date(), audience, from = -1, minutes = 5 }: Written & { from?: number; minutes?: number } = {},
): string {
  const restriction = audience === null
    ? ""
    : `<saml:AudienceRestriction><saml:Audience>${
      audience ?? SP.entityId
    }</saml:Audience></saml:AudienceRestriction>`;
  return `<saml:Conditions NotBefore="${after(now, from)}" NotOnOrAfter="${
    after(now, minutes)
  }">${restriction}` +
    `</saml:Conditions>`;
}

export function authentication(
  {
    now = new Date(),
    context = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport",
    more = "",
  }:
    & Written
    & { context?: string; more?: string } = {},
): string {
  return `<saml:AuthnStatement AuthnInstant="${now.toISOString()}" SessionIndex="_session"${more}><saml:AuthnContext>` +
    `<saml:AuthnContextClassRef>${context}</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>`;
}

export function attributes(values: Record<string, string[]>, type = ""): string {
  return `<saml:AttributeStatement>${
    Object.entries(values).map(([name, all]) =>
      `<saml:Attribute Name="${name}">${
        all.map((it) => `<saml:AttributeValue${type}>${it}</saml:AttributeValue>`).join("")
      }</saml:Attribute>`
    ).join("")
  }</saml:AttributeStatement>`;
}

export function statusOf(code: string, message = ""): string {
  return `<samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:${code}"/>` +
    `${message && `<samlp:StatusMessage>${message}</samlp:StatusMessage>`}</samlp:Status>`;
}

export type Signing = {
  /** Id of the element that is signed. */
  id?: string;
  key: ForgeKey;
  method?: string;
  digest?: string;
  canonicalization?: string;
  transforms?: string[];
};

/** Signs one element the way identity providers do: enveloped, behind its issuer. */
export function sign(
  xml: string,
  {
    id = "_assertion",
    key,
    method = RSA_SHA256,
    digest = SHA256,
    canonicalization = EXCLUSIVE,
    transforms = [ENVELOPED, EXCLUSIVE],
  }: Signing,
): string {
  const signer = new SignedXml({
    privateKey: key.privateKey,
    publicCert: key.certificate,
    signatureAlgorithm: method,
    canonicalizationAlgorithm: canonicalization,
  });
  const other = OTHER_METHODS[method];
  if (other) {
    signer.SignatureAlgorithms[method] = class {
      getAlgorithmName = () => method;
      getSignature = (info: string, secret: string) => other(info, secret);
      verifySignature = () => false;
    } as never;
  }
  const xpath = `//*[@ID='${id}']`;
  signer.addReference({ xpath, transforms, digestAlgorithm: digest });
  const reference = xml.includes(`ID="${id}"`) && issuerOf(xml, id)
    ? `${xpath}/*[local-name(.)='Issuer']`
    : xpath;
  const action = reference === xpath ? "append" : "after";
  signer.computeSignature(xml, { prefix: "ds", location: { reference, action } });
  return signer.getSignedXml();
}

/** What xml-crypto does not sign with, or no longer. */
const OTHER_METHODS: Record<string, (info: string, secret: string) => string> = {
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384": (info, secret) =>
    createSign("RSA-SHA384").update(info).sign(secret, "base64"),
  [`${DSIG}hmac-sha1`]: (info, secret) => createHmac("sha1", secret).update(info).digest("base64"),
};

function issuerOf(xml: string, id: string): boolean {
  const start = xml.slice(xml.indexOf(`ID="${id}"`));
  return start.slice(start.indexOf(">") + 1).startsWith("<saml:Issuer>");
}

const encrypted = promisify(encrypt);

/** Puts the assertion of a response under encryption, for us. */
export async function encryptAssertion(
  xml: string,
  {
    to,
    cipher = "http://www.w3.org/2009/xmlenc11#aes256-gcm",
    transport = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p",
  }: {
    to: ForgeKey;
    cipher?: EncryptOptions["encryptionAlgorithm"];
    transport?: EncryptOptions["keyEncryptionAlgorithm"];
  },
): Promise<string> {
  const plain = assertionOf(xml);
  const data = await encrypted(plain, {
    rsa_pub: to.certificate,
    pem: to.certificate,
    encryptionAlgorithm: cipher,
    keyEncryptionAlgorithm: transport,
    warnInsecureAlgorithm: false,
  });
  return xml.replace(plain, () => `<saml:EncryptedAssertion>${data}</saml:EncryptedAssertion>`);
}

export function assertionOf(xml: string): string {
  return /<saml:Assertion.*<\/saml:Assertion>/s.exec(xml)![0];
}

/** The signature that refers to an id. */
export function signatureOf(xml: string, id = "_assertion"): string {
  const all = xml.match(/<ds:Signature .*?<\/ds:Signature>/gs) ?? [];
  return all.find((it) => it.includes(`URI="#${id}"`))!;
}

export function withoutSignature(xml: string, id = "_assertion"): string {
  return xml.replace(signatureOf(xml, id), "");
}

/** As it stands in the form field. */
export function posted(xml: string): string {
  return Buffer.from(xml).toString("base64");
}

function attribute(name: string, value: string | null | undefined, otherwise: string): string {
  return value === null ? "" : ` ${name}="${value ?? otherwise}"`;
}

function after(now: Date, minutes: number): string {
  return new Date(now.getTime() + minutes * 60_000).toISOString();
}
