import { type Context, HttpError, page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { Moment } from "@/components/Moment.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { listApiKeys, type ListedApiKey } from "@/lib/identity/list_api_keys.ts";
import { revokeApiKey } from "@/lib/identity/revoke_api_key.ts";
import { parsePublicId } from "@/lib/ids.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { define, type State } from "@/utils.ts";

export const handler = define.handlers({
  async GET(ctx) {
    requirePermission(ctx.state, "api_keys.manage");
    return page(await findActiveKey(ctx));
  },

  async POST(ctx) {
    requirePermission(ctx.state, "api_keys.manage");
    const { tenant, actor } = ctx.state;
    const keyId = parsePublicId("key", ctx.params.id);
    const revoked = keyId && await revokeApiKey(tenant.id, { keyId, actor, now: new Date() });
    if (!revoked || (!revoked.ok && revoked.reason === "not_found")) throw new HttpError(404);
    return ctx.redirect("/api-keys?notice=key-revoked", 303);
  },
});

export default define.page<typeof handler>(({ data: key, state: { tenant } }) => (
  <>
    <PageHeader title={`Revoke “${key.name}”?`} />
    <Card>
      <div class="max-w-2xl space-y-4">
        <p>
          Every request that carries the key ending in <code class="font-mono text-sm">{key.hint}</code>{" "}
          is refused from that moment on, with status 401. {key.lastUsedAt
            ? (
              <>
                It was last used <Moment at={key.lastUsedAt} timeZone={tenant.timeZone} />.
              </>
            )
            : "It was never used."} Records that it sent stay.
        </p>
        <p class="font-medium">This cannot be undone: a revoked key never works again.</p>
        <form method="post" class="flex flex-wrap gap-3">
          <Button look="danger">Revoke the key</Button>
          <Button look="quiet" href="/api-keys">Keep it</Button>
        </form>
      </div>
    </Card>
  </>
));

async function findActiveKey({ state, params }: Context<State>): Promise<ListedApiKey> {
  const id = parsePublicId("key", params.id);
  const key = (await listApiKeys(state.tenant.id)).find((it) => it.id === id);
  if (!key || key.revokedAt) throw new HttpError(404);
  return key;
}
