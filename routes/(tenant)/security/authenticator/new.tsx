import { type Context, page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { Field, type FieldErrors } from "@/components/Field.tsx";
import { FirstCode } from "@/components/FirstCode.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { RecoveryCodesShownOnce } from "@/components/RecoveryCodesShownOnce.tsx";
import { ScanWithApp } from "@/components/ScanWithApp.tsx";
import { AuthenticatorForm } from "@/lib/identity/methods/totp/authenticator_form.ts";
import { confirmAuthenticator } from "@/lib/identity/methods/totp/confirm_authenticator.ts";
import {
  type Proposal,
  proposeAuthenticator,
  sameProposal,
} from "@/lib/identity/methods/totp/propose_authenticator.ts";
import { firstCodeError } from "@/routes/(_http)/first_code_error.ts";
import { formErrors, readForm } from "@/routes/(_http)/read_form.ts";
import { define, type State } from "@/utils.ts";

type Asked = { proposal: Proposal; name: string; errors: FieldErrors; refusal?: string };
type Shown = Asked | { recoveryCodes: string[] };

const ADDED = "/security/authenticator?notice=authenticator-added";

export const handler = define.handlers({
  GET(ctx) {
    const proposal = proposeAuthenticator(personOf(ctx.state));
    return page<Shown>({ proposal, name: "My phone", errors: {} });
  },

  async POST(ctx) {
    const sent = await readForm(ctx.req);
    const parsed = AuthenticatorForm.safeParse(sent);
    if (!parsed.success) return askAgain(ctx, sent, { errors: formErrors(parsed.error) });
    const { tenant, member: { userId }, actor } = ctx.state;
    const confirmed = await confirmAuthenticator(tenant.id, {
      ...parsed.data,
      userId,
      actor,
      now: new Date(),
    });
    if (confirmed.ok) {
      const { recoveryCodes } = confirmed;
      return recoveryCodes ? page<Shown>({ recoveryCodes }) : ctx.redirect(ADDED, 303);
    }
    switch (confirmed.reason) {
      case "malformed_code":
      case "wrong_code":
        return askAgain(ctx, sent, { errors: { code: firstCodeError(confirmed.reason) } });
      case "stale_proposal":
        return askAgain(ctx, sent, { refusal: "That page had become too old. Scan this new code instead" });
      case "too_many":
        return askAgain(ctx, sent, { refusal: "You have five apps already. Remove one to add another" });
      case "added_before":
        return ctx.redirect(ADDED, 303);
    }
  },
});

/** With the same QR code, where it is still good: the person has scanned it already. */
function askAgain({ state }: Context<State>, sent: Record<string, string>, answer: Partial<Asked>) {
  const person = personOf(state);
  const proposal = sameProposal(sent.proposal ?? "", person) ?? proposeAuthenticator(person);
  return page<Shown>({ proposal, name: sent.name ?? "", errors: {}, ...answer }, { status: 422 });
}

function personOf({ member: { userId, email } }: State) {
  return { userId, account: email, now: new Date() };
}

export default define.page<typeof handler>(({ data }) =>
  "recoveryCodes" in data
    ? (
      <>
        <PageHeader
          title="Your app is set up"
          lead="From now on signing in takes a code from it. One thing is left to do."
        />
        <RecoveryCodesShownOnce codes={data.recoveryCodes} />
      </>
    )
    : <SetUp {...data} />
);

function SetUp({ proposal, name, errors, refusal }: Asked) {
  return (
    <>
      <PageHeader title="Set up an authenticator app" />
      {refusal && <Notice tone="error">{refusal}</Notice>}
      <Card>
        <form method="post" action="/security/authenticator/new" class="grid gap-8 lg:grid-cols-2" novalidate>
          <input type="hidden" name="proposal" value={proposal.sealed} />
          <section aria-labelledby="scan" class="space-y-4">
            <h2 id="scan" class="text-base tracking-normal">1. Scan this with the app</h2>
            <ScanWithApp {...proposal} />
          </section>
          <section aria-labelledby="confirm" class="max-w-sm space-y-5">
            <h2 id="confirm" class="text-base tracking-normal">2. Show that it works</h2>
            <FirstCode errors={errors} />
            <Field
              label="Name"
              name="name"
              value={name}
              errors={errors}
              hint="So that you know it from others, such as My phone"
              required
              maxLength={80}
              autocomplete="off"
            />
            <div class="flex flex-wrap gap-3">
              <Button>Turn it on</Button>
              <Button look="quiet" href="/security/authenticator">Not now</Button>
            </div>
          </section>
        </form>
      </Card>
    </>
  );
}
