import { page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { Field, type FieldErrors } from "@/components/Field.tsx";
import { formatCounted } from "@/components/format.ts";
import { PageHeader } from "@/components/PageHeader.tsx";
import { publicId } from "@/lib/ids.ts";
import type { TenantSheet } from "@/lib/operator/look_at_tenant.ts";
import { suspendTenant } from "@/lib/operator/suspend_tenant.ts";
import { SuspensionForm } from "@/lib/operator/suspension_form.ts";
import { formErrors, readForm } from "@/routes/(_http)/read_form.ts";
import { requireFreshOperator } from "@/routes/admin/(_http)/require_fresh_operator.tsx";
import { tenantOf } from "@/routes/admin/(_http)/tenant_of.ts";
import { define } from "@/utils.ts";

type Asked = { tenant: TenantSheet; reason: string; errors: FieldErrors };

export const handler = define.handlers({
  async GET(ctx) {
    const tenant = await tenantOf(ctx);
    const sheet = `/admin/tenants/${ctx.params.id}`;
    if (tenant.suspension) return ctx.redirect(`${sheet}?notice=suspended-already`, 303);
    return page<Asked>({ tenant, reason: "", errors: {} });
  },

  async POST(ctx) {
    const tenant = await tenantOf(ctx);
    const sent = await readForm(ctx.req);
    const ask = await requireFreshOperator(ctx, { sent });
    if (ask) return ask;
    const parsed = SuspensionForm.safeParse(sent);
    if (!parsed.success) {
      return page<Asked>({ tenant, reason: sent.reason ?? "", errors: formErrors(parsed.error) }, {
        status: 422,
      });
    }
    const { ok } = await suspendTenant({
      slug: tenant.slug,
      reason: parsed.data.reason,
      actor: ctx.state.actor,
    });
    const notice = ok ? "tenant-suspended" : "suspended-already";
    return ctx.redirect(`/admin/tenants/${ctx.params.id}?notice=${notice}`, 303);
  },
});

export default define.page<typeof handler>(({ data: { tenant, reason, errors } }) => (
  <>
    <PageHeader title={`Suspend ${tenant.name}?`} />
    <Card>
      <div class="max-w-2xl space-y-5">
        <p>From the next second on, and until an operator restores it:</p>
        <ul class="list-disc space-y-1.5 pl-5">
          <li>{membersStop(tenant)}</li>
          <li>{apiStops(tenant)}</li>
          <li>Its pages say that it is closed and how to reach us; the reason stands in its audit log.</li>
        </ul>
        <p>
          Nothing is deleted: records, members, keys and settings stay, and work that waits in the queue is
          still done.
        </p>
        <form method="post" class="space-y-5" novalidate>
          <Field
            label="Reason"
            name="reason"
            value={reason}
            errors={errors}
            hint="One line, for the tenant and for the operators who come after you"
            required
            maxLength={200}
            autocomplete="off"
          />
          <div class="flex flex-wrap gap-3">
            <Button look="danger">Suspend {tenant.name}</Button>
            <Button look="quiet" href={`/admin/tenants/${publicId("ten", tenant.id)}`}>Leave it open</Button>
          </div>
        </form>
      </div>
    </Card>
  </>
));

function membersStop({ members }: TenantSheet): string {
  return `${formatCounted(members.length, "member")} can neither sign in nor go on: every page answers 403.`;
}

function apiStops({ keys, usage }: TenantSheet): string {
  const working = keys.filter((it) => !it.revokedAt).length;
  const calls = usage.meters.find((it) => it.meter === "api_calls")?.used ?? 0;
  const held = working === 0
    ? ""
    : `, also with ${working === 1 ? "its key" : `its ${formatCounted(working, "key")}`}`;
  return `Its API answers 403 to every call${held}. It had ${formatCounted(calls, "call")} this month.`;
}
