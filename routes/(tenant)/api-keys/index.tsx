import { page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { CheckBoxes } from "@/components/CheckBoxes.tsx";
import { Choice } from "@/components/Choice.tsx";
import { CodeBlock } from "@/components/CodeBlock.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Field, type FieldErrors } from "@/components/Field.tsx";
import { KeyLimits } from "@/components/KeyLimits.tsx";
import { KeyTable } from "@/components/KeyTable.tsx";
import { NewKey } from "@/components/NewKey.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { recordCurl } from "@/components/record_curl.ts";
import { ApiKeyForm, LIFETIMES_DAYS, SCOPE_FIELDS } from "@/lib/identity/api_key_form.ts";
import { ALL_SCOPES, API_KEY_SCOPES, type ApiKeyScope } from "@/lib/identity/api_key_scopes.ts";
import { createApiKey, type CreatedApiKey } from "@/lib/identity/create_api_key.ts";
import { listApiKeys, type ListedApiKey } from "@/lib/identity/list_api_keys.ts";
import { newId, publicId } from "@/lib/ids.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { formErrors, readForm } from "@/routes/(_http)/read_form.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { requireFresh } from "@/routes/(_http)/require_fresh.ts";
import { requireScopes } from "@/routes/(tenant)/(_http)/require_scopes.ts";
import { define } from "@/utils.ts";

type Shown = {
  keys: ListedApiKey[];
  /** Of the next form, so that sending it twice makes one key. */
  keyId: string;
  made?: CreatedApiKey & { scopes: ApiKeyScope[] };
  wasMadeBefore?: boolean;
  /** What was typed, when something of it was wrong. */
  sent?: Record<string, string>;
  errors?: FieldErrors;
};

export const handler = define.handlers({
  async GET({ state }) {
    requirePermission(state, "api_keys.read");
    return page(await shown(state.tenant.id));
  },

  async POST(ctx) {
    const { req, state } = ctx;
    requirePermission(state, "api_keys.manage");
    const sent = await readForm(req);
    const ask = await requireFresh(ctx, { sent });
    if (ask) return ask;
    const parsed = ApiKeyForm.safeParse(sent);
    const { tenant, actor } = state;
    if (!parsed.success) {
      const errors = formErrors(parsed.error);
      return page(await shown(tenant.id, { sent, errors }), { status: 422 });
    }
    const { keyId = newId(), lifetimeMs, ...settings } = parsed.data;
    requireScopes(state, settings.scopes);
    const now = new Date();
    const expiresAt = lifetimeMs === undefined ? undefined : new Date(now.getTime() + lifetimeMs);
    const result = await createApiKey(tenant.id, { ...settings, keyId, expiresAt, actor, now });
    if (!result.ok) return page(await shown(tenant.id, { wasMadeBefore: true }));
    return page(await shown(tenant.id, { made: { ...result.created, scopes: settings.scopes } }));
  },
});

async function shown(tenantId: string, more: Partial<Shown> = {}): Promise<Shown> {
  return { keys: await listApiKeys(tenantId), keyId: publicId("key", newId()), ...more };
}

export default define.page<typeof handler>(
  ({ data: { keys, keyId, made, wasMadeBefore, sent = {}, errors }, state: { tenant, member, clock } }) => {
    const mayManage = member.permissions.has("api_keys.manage");
    return (
      <>
        <PageHeader
          title="API keys"
          lead={
            <>
              What your systems show at the door when they send records:{" "}
              <a class="link" href="/docs/api-keys">how to keep them</a>.
            </>
          }
        />
        {wasMadeBefore && (
          <Notice tone="error">
            This key was created before, and shown then. If you did not keep it, revoke it and create another.
          </Notice>
        )}
        {made && (
          <NewKey
            title="Your new key"
            apiKey={made.key}
            origin={tenantOrigin(tenant.slug)}
            maySend={made.scopes.includes("records.write")}
          />
        )}
        {mayManage && (
          <Card title="Create a key">
            <form method="post" action="/api-keys" class="space-y-5" novalidate>
              <input type="hidden" name="key_id" value={keyId} />
              <div class="max-w-md">
                <Field
                  label="Name"
                  name="name"
                  value={sent.name}
                  errors={errors}
                  hint="Where it is used, such as Shop backend"
                  required
                  maxLength={80}
                  autocomplete="off"
                />
              </div>
              <input type="hidden" name="scopes" value="chosen" />
              <CheckBoxes
                label="What it may do"
                name="scopes"
                errors={errors}
                boxes={ALL_SCOPES.filter((it) => member.permissions.has(it)).map((it) => ({
                  name: SCOPE_FIELDS[it],
                  label: API_KEY_SCOPES[it],
                  isChecked: sent.scopes === undefined || sent[SCOPE_FIELDS[it]] !== undefined,
                }))}
              />
              <details open={Boolean(sent.per_minute || sent.allowed_networks || sent.lifetime_days)}>
                <summary class="link w-fit text-sm">
                  When it ends, how often and from where it may call
                </summary>
                <div class="max-w-md space-y-5 pt-4">
                  <Choice
                    label="It ends"
                    name="lifetime_days"
                    value={sent.lifetime_days ?? ""}
                    errors={errors}
                    options={LIFETIMES_DAYS.map((value) => ({
                      value,
                      label: value === "" ? "Never" : `After ${value} days`,
                    }))}
                  />
                  <KeyLimits
                    perMinute={sent.per_minute ?? ""}
                    allowedNetworks={sent.allowed_networks ?? ""}
                    errors={errors}
                  />
                </div>
              </details>
              <Button>Create key</Button>
            </form>
          </Card>
        )}
        <Card flush>
          {keys.length > 0
            ? <KeyTable keys={keys} clock={clock} mayManage={mayManage} />
            : (
              <EmptyState title="No keys yet">
                <p>
                  {mayManage
                    ? "Create one above. It is shown once, right after; then send the first record with it."
                    : "An owner or admin can create one. With it your systems send records to this address."}
                </p>
                <CodeBlock
                  label="One record to this tenant"
                  text={recordCurl(tenantOrigin(tenant.slug))}
                  language="bash"
                />
              </EmptyState>
            )}
        </Card>
      </>
    );
  },
);
