import { type Context, HttpError, page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { Choice } from "@/components/Choice.tsx";
import type { FieldErrors } from "@/components/Field.tsx";
import { formatCounted } from "@/components/format.ts";
import { Moment } from "@/components/Moment.tsx";
import { NewKey } from "@/components/NewKey.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { RotationForm } from "@/lib/identity/api_key_form.ts";
import type { CreatedApiKey } from "@/lib/identity/create_api_key.ts";
import { type ListedApiKey, stateOfKey } from "@/lib/identity/list_api_keys.ts";
import { MOST_OVERLAP_DAYS, rotateApiKey } from "@/lib/identity/rotate_api_key.ts";
import { publicId } from "@/lib/ids.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { formErrors, readForm } from "@/routes/(_http)/read_form.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { requireFresh } from "@/routes/(_http)/require_fresh.ts";
import { findKey } from "@/routes/(tenant)/(_http)/find_key.ts";
import { requireScopes } from "@/routes/(tenant)/(_http)/require_scopes.ts";
import { define, type State } from "@/utils.ts";

type Shown = { apiKey: ListedApiKey; made?: CreatedApiKey; wasRotatedBefore?: boolean; errors?: FieldErrors };

/** A day: long enough to deploy, short enough not to be forgotten. */
const USUAL_DAYS = "1";

export const handler = define.handlers({
  async GET(ctx) {
    requirePermission(ctx.state, "api_keys.manage");
    const apiKey = await findKey(ctx);
    requireScopes(ctx.state, apiKey.scopes);
    return answer(ctx, { apiKey });
  },

  async POST(ctx) {
    requirePermission(ctx.state, "api_keys.manage");
    const apiKey = await findKey(ctx);
    requireScopes(ctx.state, apiKey.scopes);
    const sent = await readForm(ctx.req);
    const ask = await requireFresh(ctx, { sent });
    if (ask) return ask;
    const parsed = RotationForm.safeParse(sent);
    if (!parsed.success) return page<Shown>({ apiKey, errors: formErrors(parsed.error) }, { status: 422 });
    const { secret_number: secretNumber, overlap_days: overlapDays } = parsed.data;
    const { tenant, actor } = ctx.state;
    const rotating = { keyId: apiKey.id, secretNumber, overlapDays, actor, now: new Date() };
    const rotated = await rotateApiKey(tenant.id, rotating);
    const after = await findKey(ctx);
    if (rotated.ok) return page<Shown>({ apiKey: after, made: rotated.created });
    switch (rotated.reason) {
      case "not_found":
        throw new HttpError(404);
      case "rotated_before":
        return page<Shown>({ apiKey: after, wasRotatedBefore: true });
      case "revoked":
      case "expired":
        return answer(ctx, { apiKey: after });
    }
  },
});

/** What has ended gets no new secret. */
function answer(ctx: Context<State>, shown: Shown) {
  const state = stateOfKey(shown.apiKey, new Date());
  if (state !== "revoked" && state !== "expired") return page<Shown>(shown);
  return ctx.redirect(`/api-keys/${publicId("key", shown.apiKey.id)}`, 303);
}

export default define.page<typeof handler>((
  { data: { apiKey, made, wasRotatedBefore, errors }, state: { tenant, clock } },
) => (
  <>
    <PageHeader
      title={`A new secret for “${apiKey.name}”`}
      lead={<a class="link" href={`/api-keys/${publicId("key", apiKey.id)}`}>Back to the key</a>}
    />
    {wasRotatedBefore && (
      <Notice tone="error">
        The secret was changed before, and shown then. If you did not keep it, change it once more.
      </Notice>
    )}
    {made
      ? (
        <NewKey
          title="The new secret"
          apiKey={made.key}
          origin={tenantOrigin(tenant.slug)}
          maySend={apiKey.scopes.includes("records.write")}
        >
          <p class="text-base-content/80">
            <Overlap apiKey={apiKey} now={clock.now} timeZone={clock.timeZone} />
          </p>
        </NewKey>
      )
      : (
        <Card>
          <form method="post" class="max-w-md space-y-5" novalidate>
            <input type="hidden" name="secret_number" value={apiKey.secretNumber} />
            <p>
              The key keeps its name, its limits and what it may do. You see the new secret once, right after.
            </p>
            <Choice
              label={`The secret that ends in ${apiKey.hint} works on for`}
              name="overlap_days"
              value={USUAL_DAYS}
              errors={errors}
              hint="Long enough to put the new one everywhere. After a leak, choose not at all"
              options={Array.from({ length: MOST_OVERLAP_DAYS + 1 }, (_, days) => ({
                value: String(days),
                label: days === 0 ? "Not at all" : formatCounted(days, "day"),
              }))}
            />
            {apiKey.previousUntil && apiKey.previousUntil > clock.now && (
              <p class="text-sm font-medium">
                The secret before it, which ends in {apiKey.previousHint}, stops now: only two work at a time.
              </p>
            )}
            <Button>Make a new secret</Button>
          </form>
        </Card>
      )}
  </>
));

function Overlap({ apiKey, now, timeZone }: { apiKey: ListedApiKey; now: Date; timeZone: string }) {
  const { previousHint, previousUntil } = apiKey;
  if (!previousUntil || previousUntil <= now) {
    return <>The old secret, which ends in {previousHint}, is refused from now on.</>;
  }
  return (
    <>
      The old secret, which ends in {previousHint}, works until{" "}
      <Moment at={previousUntil} timeZone={timeZone} />.
    </>
  );
}
