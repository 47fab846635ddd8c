import { page } from "fresh";
import { Badge } from "@/components/Badge.tsx";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { Fact, Facts } from "@/components/Facts.tsx";
import { Field, type FieldErrors } from "@/components/Field.tsx";
import { Moment } from "@/components/Moment.tsx";
import { OwnPages } from "@/components/OwnPages.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { roleName } from "@/components/role_names.ts";
import { Wallets } from "@/components/Wallets.tsx";
import { listIdentities } from "@/lib/identity/list_identities.ts";
import type { Wallet } from "@/lib/identity/wallet.ts";
import { findEmailChange } from "@/lib/tenancy/profile/ask_email_change.ts";
import { ProfileForm } from "@/lib/tenancy/profile/profile_form.ts";
import { renamePerson } from "@/lib/tenancy/profile/rename_person.ts";
import { formErrors, readForm } from "@/routes/(_http)/read_form.ts";
import { define, type State } from "@/utils.ts";

type Shown = { name: string; waiting?: string; wallets: Wallet[]; errors?: FieldErrors };

export const handler = define.handlers({
  async GET({ state }) {
    return page(await shown(state));
  },

  async POST(ctx) {
    const sent = await readForm(ctx.req);
    const parsed = ProfileForm.safeParse(sent);
    if (!parsed.success) {
      const typed = { name: sent.name ?? "", errors: formErrors(parsed.error) };
      return page({ ...await shown(ctx.state), ...typed }, { status: 422 });
    }
    const { tenant, member, actor } = ctx.state;
    await renamePerson(tenant.id, { member, name: parsed.data.name, actor });
    return ctx.redirect("/profile?notice=profile-saved", 303);
  },
});

async function shown({ tenant, member }: State): Promise<Shown> {
  const [waiting, identities] = await Promise.all([
    findEmailChange(tenant.id, { userId: member.userId, now: new Date() }),
    listIdentities(tenant.id, member.userId),
  ]);
  return { name: member.name, waiting, wallets: identities.flatMap((it) => it.wallets) };
}

export default define.page<typeof handler>((
  { data: { name, waiting, wallets, errors }, state: { tenant, member, clock } },
) => (
  <>
    <PageHeader title="Your profile" lead="The same in every house where you live.">
      <OwnPages current="/profile" />
    </PageHeader>
    <div class="grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-2">
      <Card title="Name">
        <form method="post" action="/profile" class="max-w-md space-y-5" novalidate>
          <Field
            label="Your name"
            name="name"
            value={name}
            errors={errors}
            hint="As everybody in your houses sees it"
            required
            maxLength={80}
            autocomplete="name"
          />
          <Button>Save your name</Button>
        </form>
      </Card>
      <Card title="Email address">
        <div class="space-y-4">
          <p class="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span class="font-medium break-all">{member.email}</span>
            {member.isEmailProven
              ? <Badge tone="good">Confirmed</Badge>
              : <Badge tone="idle">Not confirmed yet</Badge>}
          </p>
          {waiting && (
            <form
              method="post"
              action="/profile/email/withdrawal"
              class="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm"
            >
              <p class="min-w-48 flex-1">
                <span class="font-medium break-all">{waiting}</span>{" "}
                takes its place as soon as you open the link in the mail we sent there.
              </p>
              <Button look="quiet" class="btn-sm">Keep the old one</Button>
            </form>
          )}
          <Button look="quiet" href="/profile/email/change">Change the address</Button>
        </div>
      </Card>
      {wallets.length > 0 && (
        <Card title="Wallets" aside={<a class="link" href="/security/identities">Where they are from</a>}>
          <Wallets wallets={wallets} />
        </Card>
      )}
      <Card title={`In ${tenant.name}`}>
        <Facts>
          <Fact name="Role">{roleName(member)}</Fact>
          <Fact name="Joined">
            <Moment at={member.joinedAt} timeZone={clock.timeZone} />
          </Fact>
        </Facts>
      </Card>
    </div>
  </>
));
