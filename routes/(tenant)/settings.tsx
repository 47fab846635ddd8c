import { page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { Choice } from "@/components/Choice.tsx";
import { Fact, Facts } from "@/components/Facts.tsx";
import { Field, type FieldErrors } from "@/components/Field.tsx";
import { formatTimeZone } from "@/components/format.ts";
import { PageHeader } from "@/components/PageHeader.tsx";
import { timeZoneOptions } from "@/components/time_zone_options.ts";
import { publicId } from "@/lib/ids.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { renameTenant } from "@/lib/tenancy/rename_tenant.ts";
import { SettingsForm } from "@/lib/tenancy/settings_form.ts";
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

export default define.page<typeof handler>((
  { data: { name, time_zone, errors }, state: { tenant, member, clock } },
) => (
  <>
    <PageHeader title="Settings" lead={`What everybody in ${tenant.name} sees.`} />
    <div class="grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-2">
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
            hint="Where days begin and end on everybody's screens. Months of usage are in UTC"
            options={timeZoneOptions(clock.now)}
          />
          <Button>Save settings</Button>
        </form>
      </Card>
      <Card title="Address">
        <Facts>
          <Fact name="Where your people sign in">{tenantOrigin(tenant.slug)}</Fact>
          <Fact name="Where your systems send records">{`${tenantOrigin(tenant.slug)}/api/v1`}</Fact>
          <Fact name="What we call the tenant">
            <code class="font-mono text-sm break-all select-all">{publicId("ten", tenant.id)}</code>
          </Fact>
        </Facts>
      </Card>
    </div>
    {member.permissions.has("sign_in.manage") && (
      <Card title="Signing in">
        <div class="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <p class="max-w-xl text-base-content/80">
            Which ways in there are, whether a second factor is required, how long a session lasts, and from
            where.
          </p>
          <Button look="quiet" href="/sign-in-policy">How everybody signs in</Button>
        </div>
      </Card>
    )}
    <p class="text-sm text-base-content/75">
      {clock.timeZone === tenant.timeZone
        ? "You see times in this time zone too."
        : `You have chosen to see times in ${formatTimeZone(clock.timeZone)}.`}{" "}
      <a class="link" href="/preferences">Your preferences</a>
    </p>
  </>
));
