import { page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { Choice } from "@/components/Choice.tsx";
import { Fact, Facts } from "@/components/Facts.tsx";
import { Field, type FieldErrors } from "@/components/Field.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { renameTenant } from "@/lib/tenancy/rename_tenant.ts";
import { SettingsForm, TIME_ZONES } from "@/lib/tenancy/settings_form.ts";
import { formErrors, readForm } from "@/routes/(_http)/read_form.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { define } from "@/utils.ts";

type Shown = {
  name: string;
  time_zone: string;
  errors: FieldErrors;
};

export const handler = define.handlers({
  GET({ state }) {
    requirePermission(state, "settings.manage");
    const { name, timeZone } = state.tenant;
    return page<Shown>({ name, time_zone: timeZone, errors: {} });
  },

  async POST(ctx) {
    requirePermission(ctx.state, "settings.manage");
    const sent = await readForm(ctx.req);
    const parsed = SettingsForm.safeParse(sent);
    if (!parsed.success) {
      const { name = "", time_zone = "" } = sent;
      return page<Shown>({ name, time_zone, errors: formErrors(parsed.error) }, { status: 422 });
    }
    const { name, time_zone: timeZone } = parsed.data;
    await renameTenant(ctx.state.tenant.id, { name, timeZone, actor: ctx.state.actor });
    return ctx.redirect("/settings?notice=settings-saved", 303);
  },
});

export default define.page<typeof handler>(({ data: { name, time_zone, errors }, state: { tenant } }) => (
  <>
    <PageHeader title="Settings" lead="What everybody in the house sees." />
    <Card>
      <form method="post" action="/settings" class="max-w-md space-y-5" novalidate>
        <Field
          label="Company"
          name="name"
          value={name}
          errors={errors}
          required
          maxLength={80}
          autocomplete="organization"
        />
        <Choice
          label="Time zone"
          name="time_zone"
          value={time_zone}
          errors={errors}
          options={TIME_ZONES.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
        />
        <Button>Save settings</Button>
      </form>
    </Card>
    <Card title="Address">
      <div class="max-w-3xl">
        <Facts>
          <Fact name="Where your people sign in">{tenantOrigin(tenant.slug)}</Fact>
          <Fact name="Where your systems send records">{`${tenantOrigin(tenant.slug)}/api/v1`}</Fact>
        </Facts>
      </div>
    </Card>
  </>
));
