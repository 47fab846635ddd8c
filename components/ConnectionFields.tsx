import type { ConnectionKind } from "@/lib/identity/connections/connection.ts";
import { CheckBoxes } from "./CheckBoxes.tsx";
import { Field, type FieldErrors } from "./Field.tsx";
import { Lines } from "./Lines.tsx";

type ConnectionFieldsProps = {
  kind: ConnectionKind;
  /** As they were typed, or are kept. */
  values: Record<string, string>;
  errors: FieldErrors;
  /** A new one asks for what later has a form of its own. */
  isNew?: boolean;
};

/** What a login by a connection needs to know of its identity provider. */
export function ConnectionFields({ kind, values, errors, isNew = false }: ConnectionFieldsProps) {
  return (
    <>
      {isNew && (
        <Field
          label="Name"
          name="name"
          value={values.name}
          errors={errors}
          hint="On the button of your sign-in page, such as Okta"
          required
          maxLength={80}
          autocomplete="off"
        />
      )}
      {kind === "oidc" && <OidcFields values={values} errors={errors} isNew={isNew} />}
      {kind === "saml" && <SamlFields values={values} errors={errors} isNew={isNew} />}
      {kind === "auth0" && (
        <Field
          label="Organization ID"
          name="organization_id"
          value={values.organization_id}
          errors={errors}
          hint="Of your organization at Auth0; it starts with org_"
          required
          autocomplete="off"
          spellcheck={false}
        />
      )}
    </>
  );
}

type PartProps = Pick<ConnectionFieldsProps, "values" | "errors" | "isNew">;

function OidcFields({ values, errors, isNew }: PartProps) {
  return (
    <>
      <Field
        label="Issuer"
        name="issuer"
        type="url"
        value={values.issuer}
        errors={errors}
        hint="The provider's own address, such as https://acme.okta.com; we read the rest from there"
        required
        autocomplete="off"
        spellcheck={false}
      />
      <Field
        label="Client ID"
        name="client_id"
        value={values.client_id}
        errors={errors}
        required
        autocomplete="off"
        spellcheck={false}
      />
      {isNew && (
        <Field
          label="Client secret"
          name="client_secret"
          type="password"
          errors={errors}
          hint="Stored sealed and never shown again; you can replace it"
          required
          autocomplete="new-password"
        />
      )}
      <Field
        label="Scopes"
        name="scopes"
        value={values.scopes}
        errors={errors}
        hint="Beside openid, separated by spaces. We need email to know who joins"
        autocomplete="off"
        spellcheck={false}
      />
      <Field
        label="Groups claim"
        name="groups_claim"
        value={values.groups_claim}
        errors={errors}
        hint="Optional: the claim that lists a person's groups, often groups"
        autocomplete="off"
        spellcheck={false}
      />
    </>
  );
}

function SamlFields({ values, errors, isNew }: PartProps) {
  return (
    <>
      <Field
        label="Metadata address"
        name="metadata_url"
        type="url"
        value={values.metadata_url}
        errors={errors}
        hint="Where the provider publishes its metadata; we read sign-on address and certificates from there"
        autocomplete="off"
        spellcheck={false}
      />
      <Lines
        label="Or the metadata itself"
        name="metadata_xml"
        value={values.metadata_xml}
        errors={errors}
        hint={isNew
          ? "The XML file that the provider lets you download, whole"
          : "The XML file, whole. With both left empty, what is known of the provider stays"}
        rows={6}
      />
      <Field
        label="Groups attribute"
        name="groups_attribute"
        value={values.groups_attribute}
        errors={errors}
        hint="Optional: the attribute that lists a person's groups, often groups"
        autocomplete="off"
        spellcheck={false}
      />
      <CheckBoxes
        label="Where a login begins"
        name="begins"
        boxes={[{
          name: "allows_idp_initiated",
          label: "Also at the provider, by a tile on its own page.",
          hint: "Whoever comes that way is sent to the provider once more from here",
          isChecked: values.allows_idp_initiated === "yes",
        }]}
      />
    </>
  );
}
