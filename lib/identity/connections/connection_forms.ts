import { z } from "zod";
import { parsePublicId } from "@/lib/ids.ts";
import { oneLine } from "../one_line.ts";

const Name = oneLine({
  longest: 80,
  missing: "Give the connection a name that your people know, such as Okta",
});

export const RenameForm = z.object({ name: Name });

/** Made with the empty form: the provider's side is set up with it before there is a connection. */
const ConnectionId = z.string({ error: "Open the form again" })
  .transform((text) => parsePublicId("con", text))
  .refine((id) => id !== undefined, { error: "Open the form again" });

const DISCOVERY = /\/\.well-known\/openid-configuration\/?$/;

/** Name and secret have forms of their own once the connection is there. */
export const OidcForm = z.object({
  issuer: z.string().trim()
    .transform((text) => text.replace(DISCOVERY, ""))
    .refine((text) => /^https?:\/\//.test(text) && URL.canParse(text), {
      error: "Enter the address that your provider calls the issuer, such as https://acme.okta.com",
    }),
  client_id: oneLine({
    longest: 255,
    missing: "Enter the client ID that the provider shows for this application",
  }),
  scopes: z.string().trim().max(500, { error: "Use at most 500 characters" })
    .regex(/^[\x20-\x21\x23-\x5b\x5d-\x7e]*$/, { error: "Separate scopes by spaces" })
    .transform((text) => [...new Set(text.split(/\s+/).filter((it) => it && it !== "openid"))]),
  groups_claim: z.string().trim().max(200, { error: "Use at most 200 characters" })
    .transform((text) => text || undefined),
});

export const ClientSecretForm = z.object({
  client_secret: z.string().trim()
    .min(1, { error: "Enter the client secret that the provider shows for this application" })
    .max(2_000, { error: "Use at most 2,000 characters" }),
});

export const SamlForm = z.object({
  metadata_url: z.string().trim().max(2_000, { error: "Use at most 2,000 characters" })
    .refine((text) => text === "" || (/^https?:\/\//.test(text) && URL.canParse(text)), {
      error: "Enter a web address that starts with https://",
    }),
  metadata_xml: z.string().trim(),
  groups_attribute: z.string().trim().max(200, { error: "Use at most 200 characters" })
    .transform((text) => text || undefined),
  allows_idp_initiated: z.string().optional().transform((text) => text === "yes"),
}).refine(({ metadata_url, metadata_xml }) => metadata_url === "" || metadata_xml === "", {
  path: ["metadata_xml"],
  error: "Give either the address or the XML; leave one of them empty",
});

export const NewConnectionForm = RenameForm.extend({ connection_id: ConnectionId });

export const Auth0Form = z.object({
  organization_id: z.string().trim().regex(/^org_[A-Za-z0-9]{1,60}$/, {
    error: "Enter the organization's id, which starts with org_",
  }),
});

/** One certificate to add, as PEM or as bare base64. */
export const CertificateForm = z.object({
  certificate: z.string().trim().min(1, { error: "Paste the certificate, from BEGIN to END" })
    .max(20_000, { error: "Paste one certificate" }),
});
