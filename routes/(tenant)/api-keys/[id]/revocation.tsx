import { HttpError, page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { Fact, Facts } from "@/components/Facts.tsx";
import { Ago, type Clock } from "@/components/Ago.tsx";
import { Moment } from "@/components/Moment.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import type { ListedApiKey } from "@/lib/identity/list_api_keys.ts";
import { revokeApiKey } from "@/lib/identity/revoke_api_key.ts";
import { parsePublicId } from "@/lib/ids.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { requireFresh } from "@/routes/(_http)/require_fresh.ts";
import { findKey } from "@/routes/(tenant)/(_http)/find_key.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET(ctx) {
    requirePermission(ctx.state, "api_keys.manage");
    return page(await findKey(ctx));
  },

  async POST(ctx) {
    requirePermission(ctx.state, "api_keys.manage");
    const ask = await requireFresh(ctx, { sent: await readForm(ctx.req) });
    if (ask) return ask;
    const { tenant, actor } = ctx.state;
    const keyId = parsePublicId("key", ctx.params.id);
    const revoked = keyId && await revokeApiKey(tenant.id, { keyId, actor, now: new Date() });
    if (!revoked || (!revoked.ok && revoked.reason === "not_found")) throw new HttpError(404);
    return ctx.redirect("/api-keys?notice=key-revoked", 303);
  },
});

export default define.page<typeof handler>(({ data: key, state: { clock } }) =>
  key.revokedAt
    ? <Revoked apiKey={key} revokedAt={key.revokedAt} clock={clock} />
    : <Question apiKey={key} clock={clock} />
);

type KeyProps = { apiKey: ListedApiKey; clock: Clock };

function Question({ apiKey: { name, hint, createdAt, createdBy, lastUsedAt }, clock }: KeyProps) {
  return (
    <>
      <PageHeader title={`Revoke “${name}”?`} />
      <Card>
        <div class="max-w-2xl space-y-5">
          <Facts>
            <Fact name="Key">
              <code class="font-mono text-sm">rh_…{hint}</code>
            </Fact>
            <Fact name="Created">
              <Ago at={createdAt} clock={clock} />
              {createdBy && ` by ${createdBy}`}
            </Fact>
            <Fact name="Last used">{lastUsedAt ? <Ago at={lastUsedAt} clock={clock} /> : "Never"}</Fact>
          </Facts>
          <p>
            {lastUsedAt
              ? `Whatever sends records with “${name}” stops working: each of its requests is refused from that moment on, with status 401. Records that it sent stay.`
              : "Nothing has used it so far, so nothing should stop working. Each request that carries it is refused from that moment on, with status 401."}
          </p>
          <p class="font-medium">This cannot be undone: a revoked key never works again.</p>
          <form method="post" class="flex flex-wrap gap-3">
            <Button look="danger">Revoke the key</Button>
            <Button look="quiet" href="/api-keys">Keep it</Button>
          </form>
        </div>
      </Card>
    </>
  );
}

function Revoked({ apiKey: { name, hint, revokedBy }, revokedAt, clock }: KeyProps & { revokedAt: Date }) {
  return (
    <>
      <PageHeader title={`“${name}” is revoked`} />
      <Card>
        <div class="max-w-2xl space-y-4">
          <p>
            {revokedBy ?? "Somebody who has left since"} revoked this key{" "}
            <Moment at={revokedAt} timeZone={clock.timeZone} />. Every request that carries the key ending in
            {" "}
            <code class="font-mono text-sm">{hint}</code>{" "}
            is refused with status 401. Records that it sent before stay.
          </p>
          <Button look="quiet" href="/api-keys">All keys</Button>
        </div>
      </Card>
    </>
  );
}
