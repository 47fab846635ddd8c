import {
  assertionOf,
  attributes,
  encryptAssertion,
  FORMAT,
  HONEST_NAME,
  keyOf,
  response,
  sign,
  type Signing,
} from "./saml_forge.ts";

export type HonestShape = { name: string; make(): Promise<string>; attributes?: Record<string, string[]> };

const CLAIMS = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims";

export const OKTA = {
  email: [HONEST_NAME],
  firstName: ["Ada"],
  lastName: ["Lovelace"],
  groups: ["Admins", "Everyone"],
};
export const ENTRA = {
  "http://schemas.microsoft.com/identity/claims/tenantid": ["9f4880d8-80ba-4c40-97bc-f7a23c703084"],
  "http://schemas.microsoft.com/identity/claims/displayname": ["Ada Lovelace"],
  [`${CLAIMS}/emailaddress`]: [HONEST_NAME],
  [`${CLAIMS}/name`]: [HONEST_NAME],
  "http://schemas.microsoft.com/ws/2008/06/identity/claims/groups": ["b6f7", "c8d9"],
};
export const GOOGLE = { email: [HONEST_NAME], name: ["Ada Lovelace"] };

/** What identity providers send in earnest; the wrapper takes every one of them. */
export const HONEST_SHAPES: HonestShape[] = [
  { name: "the assertion signed", make: async () => await signed() },
  { name: "the response signed", make: async () => await signed({ id: "_response" }) },
  {
    name: "both signed",
    make: async () => sign(await signed(), { id: "_response", key: await keyOf("idp") }),
  },
  { name: "signed with the next certificate of a rotation", make: () => signed({ key: "next" }) },
  {
    name: "signed with RSA-SHA512 and a SHA-512 digest",
    make: () =>
      signed({
        method: "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
        digest: "http://www.w3.org/2001/04/xmlenc#sha512",
      }),
  },
  {
    name: "signed with RSA-PSS",
    make: () => signed({ method: "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1" }),
  },
  { name: "a signed assertion, encrypted", make: async () => encrypt(await signed()) },
  {
    name: "a signed assertion, encrypted with AES-128-GCM",
    make: async () =>
      encryptAssertion(await signed(), {
        to: await keyOf("ours"),
        cipher: "http://www.w3.org/2009/xmlenc11#aes128-gcm",
      }),
  },
  {
    name: "an unsigned assertion, encrypted within a signed response",
    make: async () => sign(await encrypt(response()), { id: "_response", key: await keyOf("idp") }),
  },
  {
    name: "a signed assertion, encrypted within a signed response",
    make: async () => sign(await encrypt(await signed()), { id: "_response", key: await keyOf("idp") }),
  },
  {
    name: "with an XML declaration",
    make: async () => `<?xml version="1.0" encoding="UTF-8"?>\n${await signed()}`,
  },
  {
    name: "on several lines, as a printer indents it",
    make: async () => {
      const lines = response().replaceAll("><", ">\n  <");
      return sign(lines, { key: await keyOf("idp") });
    },
  },
  {
    name: "with an assertion that leaves its namespace to the response",
    make: async () => {
      const bare = response().replace(
        '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"',
        "<saml:Assertion",
      );
      return sign(bare, { key: await keyOf("idp") });
    },
  },
  {
    name: "in the shape of Okta",
    attributes: OKTA,
    make: () =>
      signed({
        written: {
          nameId: `<saml:NameID Format="${FORMAT.unspecified}">00u1abcd</saml:NameID>`,
          attributes: attributes(
            OKTA,
            ' xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string"',
          ),
        },
      }),
  },
  {
    name: "in the shape of Entra",
    attributes: ENTRA,
    make: async () => (await signed({
      written: {
        nameId: `<saml:NameID Format="${FORMAT.persistent}">Xk2mZ-Qw</saml:NameID>`,
        attributes: attributes(ENTRA),
      },
    })),
  },
  {
    name: "in the shape of Google",
    attributes: GOOGLE,
    make: () => signed({ id: "_response", written: { attributes: attributes(GOOGLE) } }),
  },
];

type Signed = Partial<Omit<Signing, "key">> & {
  key?: "idp" | "next";
  written?: Parameters<typeof response>[0];
};

async function signed({ key = "idp", written, ...signing }: Signed = {}): Promise<string> {
  return sign(response(written), { key: await keyOf(key), ...signing });
}

async function encrypt(xml: string): Promise<string> {
  // The assertion alone is what gets encrypted: the element must stand on its own.
  if (!assertionOf(xml)) throw new Error("Nothing to encrypt");
  return await encryptAssertion(xml, { to: await keyOf("ours") });
}
