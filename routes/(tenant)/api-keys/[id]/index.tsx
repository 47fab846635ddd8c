import { type Context, HttpError, page } from "fresh";
import { Ago, type Clock } from "@/components/Ago.tsx";
import { Badge } from "@/components/Badge.tsx";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { Fact, Facts } from "@/components/Facts.tsx";
import { Field, type FieldErrors } from "@/components/Field.tsx";
import { KEY_STATES, scopesText } from "@/components/key_words.ts";
import { KeyLimits } from "@/components/KeyLimits.tsx";
import { Moment } from "@/components/Moment.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { ApiKeySettingsForm } from "@/lib/identity/api_key_form.ts";
import { changeApiKey } from "@/lib/identity/change_api_key.ts";
import { type ListedApiKey, stateOfKey } from "@/lib/identity/list_api_keys.ts";
import { publicId } from "@/lib/ids.ts";
import { formErrors, readForm } from "@/routes/(_http)/read_form.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { requireFresh } from "@/routes/(_http)/require_fresh.ts";
import { findKey } from "@/routes/(tenant)/(_http)/find_key.ts";
import { define, type State } from "@/utils.ts";

type Typed = { name: string; per_minute: string; allowed_networks: string };
type Shown = { apiKey: ListedApiKey; typed: Typed; errors?: FieldErrors };

export const handler = define.handlers({
  async GET(ctx) {
    requirePermission(ctx.state, "api_keys.manage");
    return page(await shown(ctx));
  },

  async POST(ctx) {
    requirePermission(ctx.state, "api_keys.manage");
    const sent = await readForm(ctx.req);
    const ask = await requireFresh(ctx, { sent });
    if (ask) return ask;
    const parsed = ApiKeySettingsForm.safeParse(sent);
    if (!parsed.success) {
      return page({ ...await shown(ctx, sent), errors: formErrors(parsed.error) }, { status: 422 });
    }
    const { tenant, actor } = ctx.state;
    const { id: keyId } = await findKey(ctx);
    const { name, per_minute: perMinute, allowed_networks: allowedNetworks } = parsed.data;
    const changed = await changeApiKey(tenant.id, { keyId, name, perMinute, allowedNetworks, actor });
    const here = `/api-keys/${publicId("key", keyId)}`;
    if (changed.ok) return ctx.redirect(`${here}?notice=key-changed`, 303);
    switch (changed.reason) {
      case "not_found":
        throw new HttpError(404);
      case "revoked":
        return ctx.redirect(`${here}/revocation`, 303);
    }
  },
});

async function shown(ctx: Context<State>, sent: Partial<Typed> = {}): Promise<Shown> {
  const apiKey = await findKey(ctx);
  const typed = {
    name: sent.name ?? apiKey.name,
    per_minute: sent.per_minute ?? String(apiKey.perMinute ?? ""),
    allowed_networks: sent.allowed_networks ?? apiKey.allowedNetworks.join("\n"),
  };
  return { apiKey, typed };
}

export default define.page<typeof handler>(({ data: { apiKey, typed, errors }, state: { clock } }) => (
  <>
    <PageHeader title={apiKey.name} lead={<a class="link" href="/api-keys">All keys</a>} />
    <Card>
      <KeyFacts apiKey={apiKey} clock={clock} />
    </Card>
    {!apiKey.revokedAt && (
      <div class="grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-2">
        <Card title="Settings">
          <form method="post" class="max-w-md space-y-5" novalidate>
            <Field
              label="Name"
              name="name"
              value={typed.name}
              errors={errors}
              required
              maxLength={80}
              autocomplete="off"
            />
            <KeyLimits
              perMinute={typed.per_minute}
              allowedNetworks={typed.allowed_networks}
              errors={errors}
            />
            <Button>Save the key</Button>
          </form>
        </Card>
        <Card title="A new secret, or none">
          <div class="max-w-md space-y-4">
            <p class="text-base-content/80">
              Give the key a new secret while the old one still works for some days, so that nothing has to
              stop. Or revoke it, and it never works again.
            </p>
            <div class="flex flex-wrap gap-3">
              <Button look="quiet" href={`/api-keys/${publicId("key", apiKey.id)}/rotation`}>
                Change the secret
              </Button>
              <Button look="quiet" href={`/api-keys/${publicId("key", apiKey.id)}/revocation`}>
                Revoke the key
              </Button>
            </div>
          </div>
        </Card>
      </div>
    )}
  </>
));

function KeyFacts({ apiKey, clock }: { apiKey: ListedApiKey; clock: Clock }) {
  const { tone, text } = KEY_STATES[stateOfKey(apiKey, clock.now)];
  const { timeZone } = clock;
  return (
    <Facts>
      <Fact name="State">
        <Badge tone={tone}>{text}</Badge>
      </Fact>
      <Fact name="Key">
        <code class="font-mono text-sm">rh_…{apiKey.hint}</code>
      </Fact>
      <Fact name="May">{scopesText(apiKey.scopes)}</Fact>
      <Fact name="Ends">
        {apiKey.expiresAt ? <Moment at={apiKey.expiresAt} timeZone={timeZone} /> : "Never"}
      </Fact>
      <Fact name="Created">
        <Ago at={apiKey.createdAt} clock={clock} />
        {apiKey.createdBy && ` by ${apiKey.createdBy}`}
      </Fact>
      <Fact name="Last used">
        {apiKey.lastUsedAt ? <Ago at={apiKey.lastUsedAt} clock={clock} /> : "Never"}
        {apiKey.lastUsedFrom && ` from ${apiKey.lastUsedFrom}`}
      </Fact>
      {apiKey.rotatedAt && (
        <Fact name="Secret changed">
          <Ago at={apiKey.rotatedAt} clock={clock} />
        </Fact>
      )}
      {apiKey.previousUntil && apiKey.previousUntil > clock.now && (
        <Fact name="Old secret">
          <code class="font-mono text-sm">rh_…{apiKey.previousHint}</code> works until{" "}
          <Moment at={apiKey.previousUntil} timeZone={timeZone} />
        </Fact>
      )}
    </Facts>
  );
}
