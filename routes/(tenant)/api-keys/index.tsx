import { page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { CodeBlock } from "@/components/CodeBlock.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Field, type FieldErrors } from "@/components/Field.tsx";
import { KeyTable } from "@/components/KeyTable.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { recordCurl } from "@/components/record_curl.ts";
import { ApiKeyForm } from "@/lib/identity/api_key_form.ts";
import { createApiKey, type CreatedApiKey } from "@/lib/identity/create_api_key.ts";
import { listApiKeys, type ListedApiKey } from "@/lib/identity/list_api_keys.ts";
import { newId, publicId } from "@/lib/ids.ts";
import { may } from "@/lib/identity/permissions.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { formErrors, readForm } from "@/routes/(_http)/read_form.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { requireFresh } from "@/routes/(_http)/require_fresh.ts";
import { define } from "@/utils.ts";

type Shown = {
  keys: ListedApiKey[];
  /** Of the next form, so that sending it twice makes one key. */
  keyId: string;
  made?: CreatedApiKey;
  wasMadeBefore?: boolean;
  name?: string;
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
      return page(await shown(tenant.id, { name: sent.name, errors }), { status: 422 });
    }
    const { name, key_id: keyId = newId() } = parsed.data;
    const result = await createApiKey(tenant.id, { keyId, name, actor, now: new Date() });
    return page(await shown(tenant.id, result.ok ? { made: result.created } : { wasMadeBefore: true }));
  },
});

async function shown(tenantId: string, more: Partial<Shown> = {}): Promise<Shown> {
  return { keys: await listApiKeys(tenantId), keyId: publicId("key", newId()), ...more };
}

export default define.page<typeof handler>(
  ({ data: { keys, keyId, made, wasMadeBefore, name, errors }, state: { tenant, member, clock } }) => {
    const mayManage = may(member.role, "api_keys.manage");
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
        {made && <NewKeyShownOnce apiKey={made.key} origin={tenantOrigin(tenant.slug)} />}
        {mayManage && (
          <Card title="Create a key">
            <form method="post" action="/api-keys" class="flex flex-wrap items-start gap-3" novalidate>
              <input type="hidden" name="key_id" value={keyId} />
              <div class="min-w-60 grow sm:max-w-sm">
                <Field
                  label="Name"
                  name="name"
                  value={name}
                  errors={errors}
                  hint="Where it is used, such as Shop backend"
                  required
                  maxLength={80}
                  autocomplete="off"
                />
              </div>
              <Button class="sm:mt-[1.6875rem]">Create key</Button>
            </form>
          </Card>
        )}
        <Card flush>
          {keys.length > 0
            ? <KeyTable keys={keys} clock={clock} mayRevoke={mayManage} />
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

function NewKeyShownOnce({ apiKey, origin }: { apiKey: string; origin: string }) {
  return (
    <section aria-labelledby="new-key" class="space-y-4 rounded-box border-2 border-primary bg-base-100 p-5">
      <div class="space-y-1">
        <h2 id="new-key" class="text-lg">Your new key</h2>
        <p class="text-base-content/80">
          Copy it now. We keep only its fingerprint, so this is the one time it can be read.
        </p>
      </div>
      <CodeBlock label="The key" text={apiKey} />
      <CodeBlock label="Try it" text={recordCurl(origin, apiKey)} language="bash" />
      <Button href="/api-keys" look="quiet">I have stored it</Button>
    </section>
  );
}
