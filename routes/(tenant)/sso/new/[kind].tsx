import { HttpError, page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { ConnectionFields } from "@/components/ConnectionFields.tsx";
import { KIND_NAMES, ORGANIZATION_TAKEN } from "@/components/connection_words.ts";
import type { FieldErrors } from "@/components/Field.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { ProviderValues } from "@/components/ProviderValues.tsx";
import {
  addConnection,
  type AddedConnection,
  type Draft,
} from "@/lib/identity/connections/add_connection.ts";
import { CONNECTION_KINDS, type ConnectionKind } from "@/lib/identity/connections/connection.ts";
import { ClientSecretForm, NewConnectionForm } from "@/lib/identity/connections/connection_forms.ts";
import { providerValues } from "@/lib/identity/connections/provider_values.ts";
import { newId, parsePublicId, publicId } from "@/lib/ids.ts";
import { formErrors, readForm } from "@/routes/(_http)/read_form.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { requireFresh } from "@/routes/(_http)/require_fresh.ts";
import { define } from "@/utils.ts";
import { settingsOfForm } from "../(_sso)/settings_of_form.ts";
import { pathOf } from "../(_sso)/connection_of.ts";

type Shown = {
  kind: ConnectionKind;
  connectionId: string;
  values: Record<string, string>;
  errors: FieldErrors;
  refusal?: Exclude<Extract<AddedConnection, { ok: false }>["reason"], "organization_taken">;
};

const REFUSALS: Record<NonNullable<Shown["refusal"]>, string> = {
  added_before: "This connection was added before; you find it in the list",
  too_many_connections: "There are ten connections already; delete one first",
};

const GUIDES: Record<ConnectionKind, { href: string; label: string }[]> = {
  oidc: [
    { href: "/docs/sso-okta", label: "Okta" },
    { href: "/docs/sso-entra", label: "Entra ID" },
    { href: "/docs/sso-google", label: "Google Workspace" },
  ],
  saml: [
    { href: "/docs/sso-okta", label: "Okta" },
    { href: "/docs/sso-entra", label: "Entra ID" },
    { href: "/docs/sso-google", label: "Google Workspace" },
  ],
  auth0: [],
};

export const handler = define.handlers({
  GET({ state, params }) {
    requirePermission(state, "sign_in.manage");
    const values: Record<string, string> = { scopes: "email profile" };
    return page<Shown>({ kind: kindOf(params), connectionId: newId(), values, errors: {} });
  },

  async POST(ctx) {
    requirePermission(ctx.state, "sign_in.manage");
    const kind = kindOf(ctx.params);
    const sent = await readForm(ctx.req);
    const ask = await requireFresh(ctx, { sent });
    if (ask) return ask;
    const now = new Date();
    const named = NewConnectionForm.safeParse(sent);
    const secret = kind === "oidc" ? ClientSecretForm.safeParse(sent) : undefined;
    const read = await settingsOfForm(kind, sent, { now });
    const again = (answer: Pick<Shown, "errors" | "refusal">) => {
      const { client_secret: _, connection_id = "", ...values } = sent;
      const connectionId = parsePublicId("con", connection_id) ?? newId();
      return page<Shown>({ kind, connectionId, values, ...answer }, { status: 422 });
    };
    if (!named.success || !read.ok || secret?.success === false) {
      return again({
        errors: {
          ...(named.success ? {} : formErrors(named.error)),
          ...(read.ok ? {} : read.errors),
          ...(secret?.success === false ? formErrors(secret.error) : {}),
        },
      });
    }
    const { name, connection_id: connectionId } = named.data;
    const draft = { kind, name, settings: read.settings, clientSecret: secret?.data.client_secret } as Draft;
    const { tenant, actor } = ctx.state;
    const added = await addConnection(tenant.id, { connectionId: connectionId!, draft, actor, now });
    if (!added.ok && added.reason === "organization_taken") {
      return again({ errors: { organization_id: ORGANIZATION_TAKEN } });
    }
    if (!added.ok) return again({ errors: {}, refusal: added.reason });
    return ctx.redirect(`${pathOf({ id: connectionId! })}?notice=connection-added`, 303);
  },
});

export default define.page<typeof handler>(({ data: { kind, connectionId, values, errors, refusal } }) => (
  <>
    <PageHeader
      title={`Add a connection by ${KIND_NAMES[kind]}`}
      lead="Two steps: tell your identity provider about us, then tell us about it. Nobody signs in by it before you have tested and enabled it."
    />
    {refusal && <Notice tone="error">{REFUSALS[refusal]}</Notice>}
    <div class="grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-2">
      <Card title="1. At your identity provider">
        <div class="space-y-4">
          <p class="text-base-content/80">
            Make an application there, and paste these into it. They belong to this form: keep it open.
          </p>
          <ProviderValues values={providerValues(kind, connectionId)} />
          {GUIDES[kind].length > 0 && (
            <p class="text-sm text-base-content/80">
              Step by step, for {GUIDES[kind].map(({ href, label }, index) => (
                <>
                  {index > 0 && (index === GUIDES[kind].length - 1 ? " and " : ", ")}
                  <a class="link" href={href}>{label}</a>
                </>
              ))}.
            </p>
          )}
        </div>
      </Card>
      <Card title="2. Here">
        <form method="post" class="max-w-lg space-y-5" novalidate>
          <input type="hidden" name="connection_id" value={publicId("con", connectionId)} />
          <ConnectionFields kind={kind} values={values} errors={errors} isNew />
          <div class="flex flex-wrap gap-3">
            <Button>Add the connection</Button>
            <Button look="quiet" href="/sso">Not now</Button>
          </div>
        </form>
      </Card>
    </div>
  </>
));

function kindOf({ kind }: Record<string, string>): ConnectionKind {
  const found = CONNECTION_KINDS.find((it) => it === kind);
  if (!found) throw new HttpError(404);
  return found;
}
