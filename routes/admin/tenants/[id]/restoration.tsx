import { page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { formatCounted } from "@/components/format.ts";
import { Moment } from "@/components/Moment.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { publicId } from "@/lib/ids.ts";
import type { Suspension } from "@/lib/operator/look_at_tenant.ts";
import { restoreTenant } from "@/lib/operator/restore_tenant.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { requireFreshOperator } from "@/routes/admin/(_http)/require_fresh_operator.tsx";
import { tenantOf } from "@/routes/admin/(_http)/tenant_of.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET(ctx) {
    const { suspension, ...tenant } = await tenantOf(ctx);
    if (!suspension) return ctx.redirect(`/admin/tenants/${ctx.params.id}?notice=not-suspended`, 303);
    return page({ tenant, suspension });
  },

  async POST(ctx) {
    const { slug } = await tenantOf(ctx);
    const ask = await requireFreshOperator(ctx, { sent: await readForm(ctx.req) });
    if (ask) return ask;
    const { ok } = await restoreTenant({ slug, actor: ctx.state.actor });
    const notice = ok ? "tenant-restored" : "not-suspended";
    return ctx.redirect(`/admin/tenants/${ctx.params.id}?notice=${notice}`, 303);
  },
});

export default define.page<typeof handler>(({ data: { tenant, suspension } }) => (
  <>
    <PageHeader title={`Restore ${tenant.name}?`} />
    <Card>
      <div class="max-w-2xl space-y-5">
        <WhySuspended {...suspension} />
        <p>
          Its doors open again within a second: {formatCounted(tenant.members.length, "member")}{" "}
          can come in, and its API takes calls. All is as it was.
        </p>
        <form method="post" class="flex flex-wrap gap-3">
          <Button>Restore {tenant.name}</Button>
          <Button look="quiet" href={`/admin/tenants/${publicId("ten", tenant.id)}`}>Leave it closed</Button>
        </form>
      </div>
    </Card>
  </>
));

function WhySuspended({ by, at, reason }: Suspension) {
  return (
    <p>
      {by} suspended it <Moment at={at} timeZone="UTC" /> UTC: <q class="font-medium">{reason}</q>
    </p>
  );
}
