import { HttpError, page } from "fresh";
import { Ago } from "@/components/Ago.tsx";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { Fact, Facts } from "@/components/Facts.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import type { ShownToken } from "@/lib/tenancy/scim/tokens/create_token.ts";
import type { ListedToken } from "@/lib/tenancy/scim/tokens/list_tokens.ts";
import { OVERLAP_HOURS, rotateToken } from "@/lib/tenancy/scim/tokens/rotate_token.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { requireFresh } from "@/routes/(_http)/require_fresh.ts";
import { define } from "@/utils.ts";
import { tokenOf } from "../../(_parts)/token_of.ts";
import { TokenShownOnce } from "../../(_parts)/token_shown_once.tsx";

type Shown = { token: ListedToken; made?: ShownToken; wasReplacedBefore?: boolean };

export const handler = define.handlers({
  async GET(ctx) {
    requirePermission(ctx.state, "sign_in.manage");
    return page<Shown>({ token: await tokenOf(ctx) });
  },

  async POST(ctx) {
    requirePermission(ctx.state, "sign_in.manage");
    const { id: tokenId } = await tokenOf(ctx);
    const sent = await readForm(ctx.req);
    const ask = await requireFresh(ctx, { sent });
    if (ask) return ask;
    const { tenant, actor } = ctx.state;
    const rotation = Number(sent.rotation);
    const result = await rotateToken(tenant.id, { tokenId, rotation, actor, now: new Date() });
    if (!result.ok && result.reason === "not_found") throw new HttpError(404);
    const token = await tokenOf(ctx);
    if (result.ok) return page<Shown>({ token, made: result.shown });
    return page<Shown>({ token, wasReplacedBefore: result.reason === "rotated_before" });
  },
});

export default define.page<typeof handler>(({ data: { token, made, wasReplacedBefore }, state }) => {
  const base = `${tenantOrigin(state.tenant.slug)}/scim/v2`;
  if (made) {
    return (
      <>
        <PageHeader title={`“${token.name}” is replaced`} />
        <TokenShownOnce token={made.token} base={base}>
          {`The one before works for ${OVERLAP_HOURS} hours more.`}
        </TokenShownOnce>
      </>
    );
  }
  if (token.revokedAt) {
    return (
      <>
        <PageHeader title={`“${token.name}” is revoked`} lead="Create another token for the directory." />
        <Button look="quiet" href="/scim">To all tokens</Button>
      </>
    );
  }
  return (
    <>
      <PageHeader title={`Replace “${token.name}”?`} />
      {wasReplacedBefore && (
        <Notice tone="error">
          This token was replaced just now, and the new one shown then. If nobody kept it, replace it once
          more.
        </Notice>
      )}
      <Card>
        <div class="max-w-2xl space-y-5">
          <Facts>
            <Fact name="Token">
              <code class="font-mono text-sm">rs_…{token.hint}</code>
            </Fact>
            <Fact name="Last used">
              {token.lastUsedAt ? <Ago at={token.lastUsedAt} clock={state.clock} /> : "Never"}
            </Fact>
          </Facts>
          <p>
            You get a new token to paste into your directory. The one it shows now works for {OVERLAP_HOURS}
            {" "}
            hours more, so that nothing has to happen at once; one that was replaced before works no longer.
          </p>
          <form method="post" class="flex flex-wrap gap-3">
            <input type="hidden" name="rotation" value={String(token.rotation)} />
            <Button>Replace the token</Button>
            <Button look="quiet" href="/scim">Keep it</Button>
          </form>
        </div>
      </Card>
    </>
  );
});
