import { HttpError, page } from "fresh";
import { Ago } from "@/components/Ago.tsx";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { Fact, Facts } from "@/components/Facts.tsx";
import { Moment } from "@/components/Moment.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { revokeToken } from "@/lib/tenancy/scim/tokens/revoke_token.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { define } from "@/utils.ts";
import { tokenOf } from "../../(_parts)/token_of.ts";

export const handler = define.handlers({
  async GET(ctx) {
    requirePermission(ctx.state, "sign_in.manage");
    return page(await tokenOf(ctx));
  },

  async POST(ctx) {
    requirePermission(ctx.state, "sign_in.manage");
    const { id: tokenId } = await tokenOf(ctx);
    const { tenant, actor } = ctx.state;
    const revoked = await revokeToken(tenant.id, { tokenId, actor, now: new Date() });
    if (!revoked.ok && revoked.reason === "not_found") throw new HttpError(404);
    return ctx.redirect("/scim?notice=directory-token-revoked", 303);
  },
});

export default define.page<typeof handler>(({ data: token, state: { clock } }) => (
  <>
    <PageHeader title={token.revokedAt ? `“${token.name}” is revoked` : `Revoke “${token.name}”?`} />
    <Card>
      <div class="max-w-2xl space-y-5">
        <Facts>
          <Fact name="Token">
            <code class="font-mono text-sm">rs_…{token.hint}</code>
          </Fact>
          <Fact name="Last used">
            {token.lastUsedAt ? <Ago at={token.lastUsedAt} clock={clock} /> : "Never"}
          </Fact>
          {token.revokedAt && (
            <Fact name="Revoked">
              <Moment at={token.revokedAt} timeZone={clock.timeZone} />
              {token.revokedBy && ` by ${token.revokedBy}`}
            </Fact>
          )}
        </Facts>
        {!token.revokedAt && (
          <>
            <p>
              The directory that shows “{token.name}” changes nothing here any more: each of its requests is
              refused from that moment on, with status 401. The people whom it brought stay as they are, so
              who leaves your company stays in until you deactivate them here.
            </p>
            <p class="font-medium">This cannot be undone: a revoked token never works again.</p>
          </>
        )}
        <form method="post" class="flex flex-wrap gap-3">
          {!token.revokedAt && <Button look="danger">Revoke the token</Button>}
          <Button look="quiet" href="/scim">{token.revokedAt ? "To all tokens" : "Keep it"}</Button>
        </form>
      </div>
    </Card>
  </>
));
