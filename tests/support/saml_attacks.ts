import { Buffer } from "node:buffer";
import type { SamlRefusal } from "@/lib/identity/methods/saml/refusal.ts";
import {
  assertion,
  assertionOf,
  authentication,
  conditions,
  confirmation,
  DSIG,
  encryptAssertion,
  ENVELOPED,
  EVIL_NAME,
  EXCLUSIVE,
  FORMAT,
  HONEST_NAME,
  keyOf,
  posted,
  response,
  sign,
  signatureOf,
  type Signing,
  SP,
  statusOf,
  withoutSignature,
  type Written,
} from "./saml_forge.ts";

export type Attack = {
  name: string;
  /** Why it is refused. */
  reason: SamlRefusal;
  /** What is posted. */
  field(): Promise<string>;
  /** node-saml 5.1.0 alone, strictly set up, lets it in. */
  bareAccepts?: true;
};

const SHA1 = `${DSIG}sha1`;
const MORE = "http://www.w3.org/2001/04/xmldsig-more#";
const NAME_ID = `<saml:NameID Format="${FORMAT.email}">${HONEST_NAME}</saml:NameID>`;

/** An attack that is one document. */
function attack(
  name: string,
  reason: SamlRefusal,
  make: () => string | Promise<string>,
  bareAccepts?: "bare library accepts",
): Attack {
  const field = async () => posted(await make());
  return { name, reason, field, ...(bareAccepts && { bareAccepts: true as const }) };
}

/** An honest signature over a wrong statement: what a careless or foreign identity provider would send. */
function statement(
  name: string,
  reason: SamlRefusal,
  written: Written,
  bareAccepts?: "bare library accepts",
) {
  return attack(name, reason, () => signed(written), bareAccepts);
}

async function signed(written: Written = {}, signing: Partial<Signing> = {}): Promise<string> {
  return sign(response(written), { key: await keyOf("idp"), ...signing });
}

async function signedResponse(written: Written = {}): Promise<string> {
  return await signed(written, { id: "_response" });
}

const evil = (written: Written = {}) =>
  assertion({ assertionId: "_evil", nameId: `<saml:NameID>${EVIL_NAME}</saml:NameID>`, ...written });

/** The honest assertion, its signature, and what is left of it without. */
async function parts() {
  const honest = await signed();
  const signature = signatureOf(honest);
  const original = assertionOf(honest);
  return { honest, original, signature, bare: original.replace(signature, "") };
}

/** An assertion that is not the signed one but carries its signature, with something inside the signature. */
function carrying(evilOne: string, signature: string, inside = ""): string {
  const filled = signature.replace("</ds:Signature>", () => `${inside}</ds:Signature>`);
  return evilOne.replace("</saml:Issuer>", () => `</saml:Issuer>${filled}`);
}

async function rewritten(
  from: string | RegExp,
  to: string,
  of: () => Promise<string> = signed,
): Promise<string> {
  const before = await of();
  const after = before.replace(from, () => to);
  if (after === before) throw new Error(`Forging: "${from}" is not in the document`);
  return after;
}

export const SIGNATURE_ATTACKS: Attack[] = [
  attack("an unsigned response", "unsigned", () => response()),
  attack("a tampered name", "invalid_signature", () => rewritten(HONEST_NAME, EVIL_NAME)),
  attack(
    "CVE-2025-54369: a name shortened under the signature of the assertion",
    "invalid_signature",
    () => rewritten(HONEST_NAME, HONEST_NAME.slice(1)),
  ),
  attack(
    "CVE-2025-54419: a name shortened under the signature of the response",
    "invalid_signature",
    () => rewritten(HONEST_NAME, HONEST_NAME.slice(1), signedResponse),
  ),
  attack(
    "a tampered attribute of the response",
    "invalid_signature",
    () =>
      rewritten("_response", "_respons3", signedResponse).then((it) =>
        it.replace("#_response", "#_respons3")
      ),
  ),
  attack(
    "a foreign key with its own certificate in KeyInfo",
    "invalid_signature",
    async () => signed({}, { key: await keyOf("forger") }),
  ),
  attack("a foreign key with our provider's certificate in KeyInfo", "invalid_signature", async () => {
    const [idp, forger] = [await keyOf("idp"), await keyOf("forger")];
    return await signed({}, { key: { privateKey: forger.privateKey, certificate: idp.certificate } });
  }),
  attack(
    "an honest assertion in a response with a foreign signature",
    "invalid_signature",
    async () => sign(await signed(), { id: "_response", key: await keyOf("forger") }),
    "bare library accepts",
  ),
  attack(
    "an honest response around an assertion with a foreign signature",
    "invalid_signature",
    async () =>
      sign(await signed({}, { key: await keyOf("forger") }), { id: "_response", key: await keyOf("idp") }),
    "bare library accepts",
  ),
  attack(
    "RSA-SHA1",
    "signature_algorithm",
    () => signed({}, { method: `${DSIG}rsa-sha1` }),
    "bare library accepts",
  ),
  attack("a SHA-1 digest", "signature_algorithm", () => signed({}, { digest: SHA1 }), "bare library accepts"),
  attack(
    "RSA-SHA384, which the library does not know",
    "signature_algorithm",
    () => signed({}, { method: `${MORE}rsa-sha384` }),
  ),
  attack(
    "ECDSA by name only",
    "signature_algorithm",
    () => rewritten(`${MORE}rsa-sha256`, `${MORE}ecdsa-sha256`),
  ),
  attack("HMAC with the certificate as its key", "signature_algorithm", async () => {
    const { certificate } = await keyOf("idp");
    return await signed({}, { method: `${DSIG}hmac-sha1`, key: { privateKey: certificate, certificate } });
  }),
  attack(
    "inclusive canonicalization",
    "signature_algorithm",
    () => signed({}, { canonicalization: "http://www.w3.org/TR/2001/REC-xml-c14n-20010315" }),
    "bare library accepts",
  ),
  attack(
    "an inclusive transform",
    "signature_algorithm",
    () => signed({}, { transforms: [ENVELOPED, "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"] }),
    "bare library accepts",
  ),
  attack("a transform too many", "malformed_signature", () =>
    rewritten(
      `<ds:Transform Algorithm="${EXCLUSIVE}"/>`,
      `<ds:Transform Algorithm="${EXCLUSIVE}"/><ds:Transform Algorithm="${EXCLUSIVE}"/>`,
    )),
  attack("an XSLT transform", "signature_algorithm", () =>
    rewritten(
      `<ds:Transform Algorithm="${EXCLUSIVE}"/>`,
      '<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xslt-19991116"/>',
    )),
  attack("no transforms", "malformed_signature", () => rewritten(/<ds:Transforms>.*?<\/ds:Transforms>/, "")),
  attack(
    "a reference to the whole document",
    "misplaced_signature",
    () => rewritten('URI="#_assertion"', 'URI=""'),
  ),
  attack(
    "a reference to another element",
    "misplaced_signature",
    () => rewritten('URI="#_assertion"', 'URI="#_response"'),
  ),
  attack(
    "two references",
    "malformed_signature",
    () =>
      rewritten(
        /<ds:Reference .*?<\/ds:Reference>/,
        '<ds:Reference URI="#_assertion"/><ds:Reference URI="#_response"/>',
      ),
  ),
  attack(
    "a signature without a reference",
    "malformed_signature",
    () => rewritten(/<ds:Reference .*?<\/ds:Reference>/, ""),
  ),
  attack("an output length for the signature", "malformed_signature", () =>
    rewritten(
      `<ds:SignatureMethod Algorithm="${MORE}rsa-sha256"/>`,
      `<ds:SignatureMethod Algorithm="${MORE}rsa-sha256"><ds:HMACOutputLength>1</ds:HMACOutputLength></ds:SignatureMethod>`,
    )),
  attack("CVE-2025-29774: a second SignedInfo behind the signed one", "malformed_signature", async () => {
    const { signature } = await parts();
    const info = /<ds:SignedInfo>.*<\/ds:SignedInfo>/.exec(signature)![0];
    return await rewritten("</ds:SignedInfo>", `</ds:SignedInfo>${info}`);
  }),
  attack(
    "CVE-2025-29774: a second SignedInfo before the signed one",
    "malformed_signature",
    () => rewritten("<ds:SignedInfo>", "<ds:SignedInfo></ds:SignedInfo><ds:SignedInfo>"),
  ),
  attack(
    "CVE-2025-29775: a comment before the digest",
    "forbidden_markup",
    () => rewritten("<ds:DigestValue>", "<ds:DigestValue><!--c2hhMjU2-->"),
    "bare library accepts",
  ),
  attack(
    "CVE-2025-29775: a comment behind another digest",
    "forbidden_markup",
    () => rewritten("</ds:DigestValue>", "<!--c2hhMjU2--></ds:DigestValue>"),
    "bare library accepts",
  ),
  attack(
    "a second digest",
    "malformed_signature",
    () => rewritten("</ds:DigestValue>", "</ds:DigestValue><ds:DigestValue>c2hhMjU2</ds:DigestValue>"),
  ),
  attack(
    "an element inside the digest",
    "malformed_signature",
    () => rewritten("<ds:DigestValue>", "<ds:DigestValue><x/>"),
  ),
  attack("void canonicalization: a namespace that cannot be resolved", "namespace", async () => {
    const empty = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    const bad = await rewritten(
      /<ds:DigestValue>.*?<\/ds:DigestValue>/,
      `<ds:DigestValue>${empty}</ds:DigestValue>`,
    );
    return bad.replace("<saml:Assertion ", '<saml:Assertion xmlns:v="1" ').replace(HONEST_NAME, EVIL_NAME);
  }),
];

export const WRAPPING_ATTACKS: Attack[] = [
  attack("XSW1: the signed response inside the signature of another", "not_a_response", async () => {
    const honest = await signedResponse();
    const inside = withoutSignature(honest, "_response");
    const outer = response({
      id: "_evil",
      nameId: `<saml:NameID>${EVIL_NAME}</saml:NameID>`,
      assertionId: "_other",
    });
    return carrying(outer, signatureOf(honest, "_response"), inside);
  }),
  attack("XSW2: the signed response beside its signature in another", "not_a_response", async () => {
    const honest = await signedResponse();
    const inside = withoutSignature(honest, "_response");
    const outer = response({
      id: "_evil",
      nameId: `<saml:NameID>${EVIL_NAME}</saml:NameID>`,
      assertionId: "_other",
    });
    return outer.replace(
      "</saml:Issuer>",
      () => `</saml:Issuer>${inside}${signatureOf(honest, "_response")}`,
    );
  }),
  attack("XSW3: an unsigned assertion before the signed one", "not_one_assertion", async () => {
    const { honest, original } = await parts();
    return honest.replace(original, () => evil() + original);
  }),
  attack("XSW3 turned: an unsigned assertion behind the signed one", "not_one_assertion", async () => {
    const { honest, original } = await parts();
    return honest.replace(original, () => original + evil());
  }),
  attack("XSW4: the signed assertion inside an unsigned one", "not_one_assertion", async () => {
    const { honest, original } = await parts();
    return honest.replace(
      original,
      () => evil().replace("</saml:Assertion>", () => `${original}</saml:Assertion>`),
    );
  }),
  attack(
    "XSW5: another assertion with the signature, the signed one behind it",
    "not_one_assertion",
    async () => {
      const { honest, original, signature, bare } = await parts();
      return honest.replace(original, () => carrying(evil(), signature) + bare);
    },
  ),
  attack(
    "XSW6: another assertion with the signature and in it the signed one",
    "not_one_assertion",
    async () => {
      const { honest, original, signature, bare } = await parts();
      return honest.replace(original, () => carrying(evil(), signature, bare));
    },
  ),
  attack("XSW7: another assertion with the same id in Extensions", "duplicate_id", async () => {
    const { honest } = await parts();
    const extensions = `<samlp:Extensions>${evil({ assertionId: "_assertion" })}</samlp:Extensions>`;
    return honest.replace("<samlp:Status>", () => `${extensions}<samlp:Status>`);
  }),
  attack("XSW7 with an id of its own", "not_one_assertion", async () => {
    const { honest } = await parts();
    return honest.replace(
      "<samlp:Status>",
      () => `<samlp:Extensions>${evil()}</samlp:Extensions><samlp:Status>`,
    );
  }, "bare library accepts"),
  attack("XSW8: the signed assertion in an Object of the signature", "not_one_assertion", async () => {
    const { honest, original, signature, bare } = await parts();
    return honest.replace(original, () => carrying(evil(), signature, `<ds:Object>${bare}</ds:Object>`));
  }),
  attack("XSW9: the signed assertion in the detail of the status", "not_one_assertion", async () => {
    const { honest, original } = await parts();
    return honest.replace(original, () => evil())
      .replace(
        "</samlp:Status>",
        () => `<samlp:StatusDetail>${original}</samlp:StatusDetail></samlp:Status>`,
      );
  }),
  attack("XSW10: the signed assertion as advice of another", "not_one_assertion", async () => {
    const { honest, original } = await parts();
    const advised = evil().replace(
      "<saml:AuthnStatement",
      () => `<saml:Advice>${original}</saml:Advice><saml:AuthnStatement`,
    );
    return honest.replace(original, () => advised);
  }),
  attack("XSW11: one id in two spellings", "duplicate_id", async () => {
    const { honest, original, signature, bare } = await parts();
    const twice = carrying(evil(), signature).replace('ID="_evil"', 'ID="_evil" Id="_assertion"');
    return honest.replace(original, () => twice + bare);
  }),
  attack(
    "XSW12: two responses in one envelope",
    "not_a_response",
    async () => `<envelope>${response({ id: "_evil", assertionId: "_other" })}${await signed()}</envelope>`,
  ),
  attack("the same id twice", "duplicate_id", async () => {
    const { honest } = await parts();
    return honest.replace("<samlp:Status>", '<samlp:Status ID="_assertion">');
  }),
  attack(
    "an id twice on one element",
    "duplicate_id",
    () => rewritten('ID="_response"', 'ID="_response" Id="_r2"'),
    "bare library accepts",
  ),
  attack(
    "an id that carries a query",
    "duplicate_id",
    () => rewritten('ID="_response"', `ID="_r' or '1'='1"`),
    "bare library accepts",
  ),
  attack("an assertion in a namespace of its own", "not_one_assertion", async () => {
    const { honest, original } = await parts();
    return honest.replace(original, () => original + '<Assertion xmlns="urn:other"/>');
  }),
  attack(
    "a decoy signature with a forged assertion in a signed error",
    "status",
    async () => decoy(await signedError()),
  ),
  attack(
    "a decoy signature with a forged assertion in a signed success",
    "not_one_assertion",
    async () => decoy(await signedError("Success")),
  ),
  attack("a decoy signature beside a real assertion", "misplaced_signature", async () => {
    const honest = await signedResponse();
    return honest.replace("<samlp:Status>", () => `${signatureOf(honest, "_response")}<samlp:Status>`);
  }),
  attack(
    "something in an Object of the signature",
    "malformed_signature",
    () => rewritten("</ds:Signature>", "<ds:Object>x</ds:Object></ds:Signature>"),
    "bare library accepts",
  ),
  attack("a signature that is not in its place", "misplaced_signature", async () => {
    const { honest, signature } = await parts();
    return withoutSignature(honest).replace("<saml:Subject>", () => `<saml:Subject>${signature}`);
  }),
];

/** A response without an assertion, as identity providers sign it when something failed there. */
async function signedError(code = "Responder"): Promise<string> {
  const full = response({ status: statusOf(code) });
  return sign(full.replace(assertionOf(full), ""), { id: "_response", key: await keyOf("idp") });
}

/** OneUptime#2981: what stands inside a signature is not part of what is digested. */
function decoy(error: string): string {
  const second = signatureOf(error, "_response")
    .replace("</ds:Signature>", () => `<ds:Object>${evil()}</ds:Object></ds:Signature>`);
  return error.replace("<samlp:Status>", () => `${second}<samlp:Status>`);
}

export const DOCUMENT_ATTACKS: Attack[] = [
  attack(
    "a comment inside the name",
    "forbidden_markup",
    () => rewritten("ada@acme", "ada@<!-- -->acme"),
    "bare library accepts",
  ),
  attack(
    "a comment that cuts a signed name",
    "forbidden_markup",
    () => signed({ nameId: `<saml:NameID>${EVIL_NAME}<!-- -->.forger.test</saml:NameID>` }),
    "bare library accepts",
  ),
  attack(
    "a CDATA section inside the name",
    "forbidden_markup",
    () => signed({ nameId: `<saml:NameID>ada<![CDATA[@acme.test]]></saml:NameID>` }),
    "bare library accepts",
  ),
  attack(
    "a processing instruction inside the name",
    "forbidden_markup",
    () => rewritten("ada@acme", "ada@<?x y?>acme"),
  ),
  attack(
    "a document type without entities",
    "forbidden_markup",
    async () => `<!DOCTYPE Response>${await signed()}`,
    "bare library accepts",
  ),
  attack(
    "an external entity",
    "forbidden_markup",
    () =>
      `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>${
        response({ nameId: "<saml:NameID>&x;</saml:NameID>" })
      }`,
  ),
  attack("a billion laughs", "forbidden_markup", () => {
    const more = Array.from({ length: 9 }, (_, n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(10)}">`).join(
      "",
    );
    return `<!DOCTYPE r [<!ENTITY a0 "ha">${more}]>${
      response({ nameId: "<saml:NameID>&a9;</saml:NameID>" })
    }`;
  }),
  attack(
    "an entity nobody declared",
    "not_xml",
    () => response({ nameId: "<saml:NameID>&who;</saml:NameID>" }),
  ),
  attack(
    "a processing instruction for a style sheet",
    "forbidden_markup",
    async () => `<?xml version="1.0"?><?xml-stylesheet href="x"?>${await signed()}`,
    "bare library accepts",
  ),
  attack(
    "two roots",
    "not_xml",
    async () => response({ id: "_evil", assertionId: "_other" }) + await signed(),
  ),
  attack("text behind the root", "not_xml", async () => `${await signed()}evil`, "bare library accepts"),
  attack("an attribute twice", "not_xml", () => rewritten('Version="2.0"', 'Version="2.0" Version="2.0"')),
  attack("a document that does not end", "not_xml", async () => (await signed()).slice(0, -3)),
  attack("very deep elements", "too_large", () => `${"<a>".repeat(5_000)}${"</a>".repeat(5_000)}`),
  attack("deep elements", "too_large", () => `${"<a>".repeat(100)}${"</a>".repeat(100)}`),
  attack("very many elements", "too_large", () => `<a>${"<b/>".repeat(20_000)}</a>`),
  attack(
    "a response of SAML 1.1",
    "not_a_response",
    () => rewritten(/Version="2.0"/, 'Version="1.1"'),
    "bare library accepts",
  ),
  attack(
    "a request in place of a response",
    "not_a_response",
    () => `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_r" Version="2.0"/>`,
  ),
  attack(
    "a response in another namespace",
    "not_a_response",
    () => rewritten('xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"', 'xmlns:samlp="urn:other"'),
    "bare library accepts",
  ),
  attack(
    "an encoding that hides what is read",
    "not_utf8",
    async () => `<?xml version="1.0" encoding="UTF-7"?>${await signed()}`,
    "bare library accepts",
  ),
  {
    name: "bytes that are not UTF-8",
    reason: "not_utf8",
    bareAccepts: true,
    field: async () => {
      const bytes = Buffer.from(await signed({ before: "<samlp:Extensions>X</samlp:Extensions>" }));
      bytes[bytes.indexOf("<samlp:Extensions>X") + "<samlp:Extensions>".length] = 0xff;
      return bytes.toString("base64");
    },
  },
  {
    name: "a text that is not base64",
    reason: "not_base64",
    field: async () => `${posted(await signed())}%`,
    bareAccepts: true,
  },
  { name: "base64 of the URL alphabet", reason: "not_base64", field: () => Promise.resolve("PD94-_==") },
  {
    name: "more than 256 KB",
    reason: "too_large",
    bareAccepts: true,
    field: async () =>
      posted(await signed({ before: `<samlp:Extensions>${"x".repeat(200_000)}</samlp:Extensions>` })),
  },
  { name: "nothing at all", reason: "no_response", field: () => Promise.resolve("") },
];

export const STATEMENT_ATTACKS: Attack[] = [
  statement(
    "another destination",
    "destination",
    { destination: "https://globex.test/acs" },
    "bare library accepts",
  ),
  attack(
    "another destination, signed",
    "destination",
    () => signedResponse({ destination: "https://globex.test/acs" }),
    "bare library accepts",
  ),
  attack(
    "a signed response without a destination",
    "destination",
    () => signedResponse({ destination: null }),
    "bare library accepts",
  ),
  statement(
    "a failure with an assertion",
    "status",
    { status: statusOf("Responder", "Try later") },
    "bare library accepts",
  ),
  statement("a response without a status", "status", { status: "" }, "bare library accepts"),
  statement("a response that answers nothing", "unsolicited", { inResponseTo: null }),
  statement("a response to somebody else's request", "foreign_request", {
    inResponseTo: "_other",
    confirmedRequest: "_other",
  }),
  statement("node-saml#433: an assertion that answers nothing in a response that claims to", "unsolicited", {
    confirmedRequest: null,
  }, "bare library accepts"),
  statement("an assertion for another request in a response that claims ours", "foreign_request", {
    confirmedRequest: "_other",
  }),
  statement(
    "another issuer of the response",
    "issuer",
    { responseIssuer: "https://idp.globex.test" },
    "bare library accepts",
  ),
  statement(
    "another issuer of the assertion",
    "issuer",
    { issuer: "https://idp.globex.test" },
    "bare library accepts",
  ),
  statement(
    "an issuer that begins like ours",
    "issuer",
    { issuer: "https://idp.acme.test/metadata/x" },
    "bare library accepts",
  ),
  statement("an assertion without an issuer", "issuer", { issuer: null }, "bare library accepts"),
  statement("another audience", "audience", { audience: "https://globex.test/metadata" }),
  statement("no audience", "audience", { audience: null }),
  statement("an audience of two restrictions that names us once", "audience", {
    conditions: conditions().replace(
      "</saml:Conditions>",
      "<saml:AudienceRestriction><saml:Audience>urn:other</saml:Audience></saml:AudienceRestriction></saml:Conditions>",
    ),
  }),
  statement("no conditions", "no_conditions", { conditions: "" }),
  statement("two sets of conditions", "no_conditions", { conditions: conditions() + conditions() }),
  statement("a condition nobody knows", "unknown_condition", {
    conditions: conditions().replace("</saml:Conditions>", "<saml:Condition/></saml:Conditions>"),
  }, "bare library accepts"),
  statement("conditions that begin later", "not_yet_valid", {
    conditions: conditions({ from: 10, minutes: 20 }),
  }),
  statement("conditions that have ended", "expired", { conditions: conditions({ from: -20, minutes: -10 }) }),
  statement("a time without a zone", "malformed_assertion", {
    conditions: conditions().replace(/NotBefore="[^"]*"/, 'NotBefore="2020-01-01T00:00:00"'),
  }, "bare library accepts"),
  statement("no confirmation of the subject", "no_bearer", { confirmation: "" }, "bare library accepts"),
  statement("a holder of a key as bearer", "no_bearer", {
    confirmation: confirmation({ method: "holder-of-key" }),
  }, "bare library accepts"),
  statement("a confirmation without data", "no_bearer", {
    confirmation: '<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"/>',
  }),
  statement("only a confirmation that has ended", "confirmation_expired", {
    confirmation: confirmation({ minutes: -10 }),
  }),
  statement("a confirmation without an end", "malformed_assertion", {
    confirmation: confirmation().replace(/ NotOnOrAfter="[^"]*"/, ""),
  }),
  statement("a confirmation with a beginning", "confirmation_not_before", {
    confirmation: confirmation({ more: ' NotBefore="2020-01-01T00:00:00Z"' }),
  }, "bare library accepts"),
  statement(
    "another recipient",
    "recipient",
    { recipient: "https://globex.test/acs" },
    "bare library accepts",
  ),
  statement("no recipient", "recipient", { recipient: null }, "bare library accepts"),
  statement(
    "our address with more behind it",
    "recipient",
    { recipient: `${SP.acs}/x` },
    "bare library accepts",
  ),
  statement(
    "no statement of authentication",
    "no_authentication",
    { authentication: "" },
    "bare library accepts",
  ),
  statement("a session that has ended", "expired", {
    authentication: authentication({ more: ' SessionNotOnOrAfter="2020-01-01T00:00:00Z"' }),
  }, "bare library accepts"),
  statement("an authentication of tomorrow", "not_yet_valid", {
    authentication: authentication({ now: new Date(Date.now() + 86_400_000) }),
  }, "bare library accepts"),
  statement("a name for one visit", "transient_name", {
    nameId: `<saml:NameID Format="${FORMAT.transient}">_abc</saml:NameID>`,
  }, "bare library accepts"),
  statement("no name", "name", { nameId: "" }, "bare library accepts"),
  statement("two names", "name", { nameId: NAME_ID + NAME_ID }, "bare library accepts"),
  statement("an empty name", "name", { nameId: "<saml:NameID/>" }, "bare library accepts"),
  statement(
    "a name of two lines",
    "name",
    { nameId: "<saml:NameID>ada&#10;max</saml:NameID>" },
    "bare library accepts",
  ),
  statement(
    "a name with an element in it",
    "name",
    { nameId: "<saml:NameID>ada<b/>max</saml:NameID>" },
    "bare library accepts",
  ),
];

const CBC = "http://www.w3.org/2001/04/xmlenc#aes256-cbc";
const RSA15 = "http://www.w3.org/2001/04/xmlenc#rsa-1_5";

export const ENCRYPTION_ATTACKS: Attack[] = [
  attack(
    "a cipher without authentication",
    "encryption_algorithm",
    async () => encryptAssertion(await signed(), { to: await keyOf("ours"), cipher: CBC }),
    "bare library accepts",
  ),
  attack(
    "a key wrapped by PKCS#1 1.5",
    "encryption_algorithm",
    async () => encryptAssertion(await signed(), { to: await keyOf("ours"), transport: RSA15 }),
    "bare library accepts",
  ),
  attack(
    "another digest for OAEP than the library takes",
    "encryption_algorithm",
    async () =>
      (await encrypted(await signed())).replace(`${DSIG}sha1`, "http://www.w3.org/2001/04/xmlenc#sha256"),
    "bare library accepts",
  ),
  attack(
    "SHA-1 inside the encryption",
    "signature_algorithm",
    async () => encrypted(await signed({}, { method: `${DSIG}rsa-sha1` })),
    "bare library accepts",
  ),
  attack(
    "a SHA-1 digest inside the encryption of a signed response",
    "signature_algorithm",
    async () =>
      sign(await encrypted(await signed({}, { digest: SHA1 })), { id: "_response", key: await keyOf("idp") }),
    "bare library accepts",
  ),
  attack("an unsigned assertion, encrypted", "unsigned", () => encrypted(response())),
  attack(
    "a foreign signature inside the encryption",
    "invalid_signature",
    async () => encrypted(await signed({}, { key: await keyOf("forger") })),
  ),
  attack(
    "a foreign signature inside the encryption of a signed response",
    "invalid_signature",
    async () =>
      sign(await encrypted(await signed({}, { key: await keyOf("forger") })), {
        id: "_response",
        key: await keyOf("idp"),
      }),
    "bare library accepts",
  ),
  attack(
    "a comment inside the encryption",
    "forbidden_markup",
    async () => encrypted(await rewritten("ada@acme", "ada@<!-- -->acme")),
    "bare library accepts",
  ),
  attack(
    "an assertion with the id of the response inside the encryption",
    "duplicate_id",
    async () =>
      encrypted(await signed({ assertionId: "_same" }, { id: "_same" })).then((it) =>
        it.replace("_response", "_same")
      ),
    "bare library accepts",
  ),
  attack("a wrapped assertion inside the encryption", "not_one_assertion", async () => {
    const { honest, original } = await parts();
    const wrapped = evil().replace("</saml:Assertion>", () => `${original}</saml:Assertion>`);
    return await encrypted(honest.replace(original, () => wrapped));
  }),
  attack("an encrypted assertion beside another", "not_one_assertion", async () => {
    const whole = await encrypted(await signed());
    return whole.replace("</samlp:Response>", () => `${evil()}</samlp:Response>`);
  }),
  attack(
    "an assertion for another key",
    "undecryptable",
    async () => encryptAssertion(await signed(), { to: await keyOf("forger") }),
  ),
  attack("a changed cipher text", "undecryptable", async () =>
    (await encrypted(await signed())).replace(
      /(?<=<xenc:CipherValue>.{40})./,
      (it) => it === "A" ? "B" : "A",
    )),
  attack("two texts under one key", "malformed_encryption", async () => {
    const whole = await encrypted(await signed());
    const data = /<xenc:EncryptedData.*<\/xenc:EncryptedData>/s.exec(whole)![0];
    return whole.replace(data, () => data + data);
  }, "bare library accepts"),
  attack("something else beside the encrypted text", "malformed_encryption", async () => {
    const whole = await encrypted(await signed());
    return whole.replace("</saml:EncryptedAssertion>", "<x/></saml:EncryptedAssertion>");
  }, "bare library accepts"),
  attack("a signature beside the encrypted text", "malformed_signature", async () => {
    const whole = await encrypted(await signed());
    return whole.replace(
      "</saml:EncryptedAssertion>",
      () => `<ds:Signature xmlns:ds="${DSIG}"/></saml:EncryptedAssertion>`,
    );
  }, "bare library accepts"),
];

async function encrypted(xml: string): Promise<string> {
  return await encryptAssertion(xml, { to: await keyOf("ours") });
}
