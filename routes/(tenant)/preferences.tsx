import { page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { Choice } from "@/components/Choice.tsx";
import { Fact, Facts } from "@/components/Facts.tsx";
import type { FieldErrors } from "@/components/Field.tsx";
import { formatTimeZone } from "@/components/format.ts";
import { Moment } from "@/components/Moment.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { roleName } from "@/components/role_names.ts";
import { timeZoneOptions } from "@/components/time_zone_options.ts";
import { keepOwnTimeZone } from "@/lib/tenancy/keep_own_time_zone.ts";
import { PreferencesForm } from "@/lib/tenancy/preferences_form.ts";
import { formErrors, readForm } from "@/routes/(_http)/read_form.ts";
import { define } from "@/utils.ts";

type Shown = { time_zone: string; errors: FieldErrors };

export const handler = define.handlers({
  GET({ state: { member } }) {
    return page<Shown>({ time_zone: member.ownTimeZone ?? "", errors: {} });
  },

  async POST(ctx) {
    const sent = await readForm(ctx.req);
    const parsed = PreferencesForm.safeParse(sent);
    if (!parsed.success) {
      const { time_zone = "" } = sent;
      return page<Shown>({ time_zone, errors: formErrors(parsed.error) }, { status: 422 });
    }
    const { tenant, member } = ctx.state;
    await keepOwnTimeZone(tenant.id, { userId: member.userId, timeZone: parsed.data.time_zone });
    return ctx.redirect("/preferences?notice=preferences-saved", 303);
  },
});

export default define.page<typeof handler>((
  { data: { time_zone, errors }, state: { tenant, member, clock } },
) => (
  <>
    <PageHeader title="Your preferences" lead={`How you alone see ${tenant.name}.`} />
    <Card>
      <form method="post" action="/preferences" class="max-w-md space-y-5" novalidate>
        <Choice
          label="Your time zone"
          name="time_zone"
          value={time_zone}
          errors={errors}
          hint="Times and days on your screens; nobody else's change"
          options={[
            { value: "", label: `As everybody: ${formatTimeZone(tenant.timeZone)}` },
            ...timeZoneOptions(clock.now),
          ]}
        />
        <Button>Save preferences</Button>
      </form>
    </Card>
    <Card title="You">
      <Facts>
        <Fact name="Name">{member.name}</Fact>
        <Fact name="Email">{member.email}</Fact>
        <Fact name="Role">{roleName(member)}</Fact>
        <Fact name="Joined">
          <Moment at={member.joinedAt} timeZone={clock.timeZone} />
        </Fact>
      </Facts>
      <Button look="quiet" href="/security/password" class="mt-5">Change your password</Button>
    </Card>
    {member.hidesNextSteps && (
      <Card title="Next steps">
        <form method="post" action="/next-steps" class="flex flex-wrap items-center gap-x-4 gap-y-3">
          <p class="text-base-content/80">You have hidden them from your dashboard.</p>
          <input type="hidden" name="shown" value="yes" />
          <Button look="quiet" class="btn-sm">Show them again</Button>
        </form>
      </Card>
    )}
  </>
));
