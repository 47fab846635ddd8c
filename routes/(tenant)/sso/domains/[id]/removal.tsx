import { type Context, HttpError, page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { parsePublicId } from "@/lib/ids.ts";
import { type Domain, listDomains } from "@/lib/tenancy/domains/list_domains.ts";
import { removeDomain } from "@/lib/tenancy/domains/remove_domain.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { requireFresh } from "@/routes/(_http)/require_fresh.ts";
import { define, type State } from "@/utils.ts";

export const handler = define.handlers({
  GET: async (ctx) => page(await domainOf(ctx)),

  async POST(ctx) {
    const domain = await domainOf(ctx);
    const ask = await requireFresh(ctx, { sent: await readForm(ctx.req) });
    if (ask) return ask;
    const { tenant, actor } = ctx.state;
    const removed = await removeDomain(tenant.id, { domainId: domain.id, actor });
    if (!removed.ok) throw new HttpError(404);
    return ctx.redirect("/sso/domains?notice=domain-removed", 303);
  },
});

async function domainOf({ state, params }: Context<State>): Promise<Domain> {
  requirePermission(state, "sign_in.manage");
  const id = parsePublicId("dom", params.id);
  const domain = (await listDomains(state.tenant.id)).find((it) => it.id === id);
  if (!domain) throw new HttpError(404);
  return domain;
}

export default define.page<typeof handler>(({ data: { domain, provenAt } }) => (
  <>
    <PageHeader title={`Remove ${domain}?`} />
    <Card>
      <div class="max-w-2xl space-y-5">
        <p>
          {provenAt
            ? "Nobody joins by an address of this domain any more, nobody has to use your connection because of it, and somebody else may prove it. Members stay members."
            : "It was never proven, so nothing changes. Its record in DNS counts for nothing afterwards."}
        </p>
        <form method="post" class="flex flex-wrap gap-3">
          <Button look="danger">Remove the domain</Button>
          <Button look="quiet" href="/sso/domains">Keep it</Button>
        </form>
      </div>
    </Card>
  </>
));
