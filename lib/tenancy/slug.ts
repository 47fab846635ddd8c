import { z } from "zod";

/** In examples for people without a house. Reserved: nobody ever receives what was copied without a look. */
export const EXAMPLE_SLUG = "yours";

/** Hosts that are ours, or that a stranger would take for ours. */
export const RESERVED_SLUGS: ReadonlySet<string> = new Set(
  `about abuse account accounts admin administrator api app apps assets auth autoconfig autodiscover billing blog cdn
  console contact dashboard demo dev docs download email events example files ftp git help home host hostmaster imap
  img info internal invoice invoices legal login logout mail metrics mx news ns ns1 ns2 oauth ops owner payments
  platform pop pop3 portal postmaster press preview pricing privacy production public register root rowhouse saml
  sandbox scim secure security shop signin signout signup smtp ssl sso staging static status store support system team
  tenant terms test tls webhook webhooks webmail webmaster wpad www ${EXAMPLE_SLUG}`.split(/\s+/),
);

/** The first label of a tenant's host: lower-case letters, digits and single hyphens inside, 2 to 40 characters. */
export const Slug = z.string().trim().toLowerCase()
  .min(2, { error: "Use at least 2 characters" })
  .max(40, { error: "Use at most 40 characters" })
  .regex(/^[a-z0-9-]+$/, { error: "Use letters a to z, digits and hyphens" })
  // No two hyphens in a row, so no `xn--` name that a browser shows as other letters.
  .refine((slug) => !/^-|-$|--/.test(slug), { error: "Put single hyphens between letters or digits" })
  .refine((slug) => !RESERVED_SLUGS.has(slug), { error: "This address is reserved; choose another" });
