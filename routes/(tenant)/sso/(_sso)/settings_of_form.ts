import { LOOK_REFUSALS } from "@/components/connection_words.ts";
import type { FieldErrors } from "@/components/Field.tsx";
import type { ConnectionKind, Settings } from "@/lib/identity/connections/connection.ts";
import { Auth0Form, OidcForm, SamlForm } from "@/lib/identity/connections/connection_forms.ts";
import {
  type LookRefusal,
  readOidcSettings,
  readSamlSettings,
} from "@/lib/identity/connections/read_draft.ts";
import { formErrors } from "@/routes/(_http)/read_form.ts";

type Sent = Record<string, string>;
type Read = { ok: true; settings: Settings[ConnectionKind] } | { ok: false; errors: FieldErrors };

type Reading = {
  now: Date;
  /** Of a connection that is changed. */
  kept?: Settings[ConnectionKind];
};

/** What a login needs to know, from the fields of a form and from what the provider says of itself. */
export async function settingsOfForm(
  kind: ConnectionKind,
  sent: Sent,
  { now, kept }: Reading,
): Promise<Read> {
  switch (kind) {
    case "oidc": {
      const parsed = OidcForm.safeParse(sent);
      if (!parsed.success) return { ok: false, errors: formErrors(parsed.error) };
      return orErrors(await readOidcSettings(parsed.data, now));
    }
    case "saml": {
      const parsed = SamlForm.safeParse(sent);
      if (!parsed.success) return { ok: false, errors: formErrors(parsed.error) };
      return orErrors(await readSamlSettings(parsed.data, kept as Settings["saml"] | undefined));
    }
    case "auth0": {
      const parsed = Auth0Form.safeParse(sent);
      if (!parsed.success) return { ok: false, errors: formErrors(parsed.error) };
      return { ok: true, settings: { organizationId: parsed.data.organization_id } };
    }
  }
}

/** The fields again, as they are kept. */
export function fieldsOf(
  connection: { [Kind in ConnectionKind]: { kind: Kind; settings: Settings[Kind] } }[ConnectionKind],
): Sent {
  switch (connection.kind) {
    case "oidc": {
      const { issuer, clientId, scopes, groupsClaim = "" } = connection.settings;
      return { issuer, client_id: clientId, scopes: scopes.join(" "), groups_claim: groupsClaim };
    }
    case "saml": {
      const { metadataUrl = "", groupsAttribute = "", allowsIdpInitiated } = connection.settings;
      return {
        metadata_url: metadataUrl,
        groups_attribute: groupsAttribute,
        allows_idp_initiated: allowsIdpInitiated ? "yes" : "",
      };
    }
    case "auth0":
      return { organization_id: connection.settings.organizationId };
  }
}

function orErrors(read: Extract<Read, { ok: true }> | LookRefusal): Read {
  if (read.ok) return read;
  const { field, reason } = read;
  // What the library says about broken XML helps nobody.
  const detail = reason === "not_xml" ? undefined : read.detail;
  return { ok: false, errors: { [field]: `${LOOK_REFUSALS[reason]}${detail ? ` (${detail})` : ""}` } };
}
