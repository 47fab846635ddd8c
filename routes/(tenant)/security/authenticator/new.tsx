import { type Context, page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { Field, type FieldErrors } from "@/components/Field.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { QrCode } from "@/components/QrCode.tsx";
import { RecoveryCodesShownOnce } from "@/components/RecoveryCodesShownOnce.tsx";
import { AuthenticatorForm } from "@/lib/identity/methods/totp/authenticator_form.ts";
import { confirmAuthenticator } from "@/lib/identity/methods/totp/confirm_authenticator.ts";
import {
  type Proposal,
  proposeAuthenticator,
  sameProposal,
} from "@/lib/identity/methods/totp/propose_authenticator.ts";
import { inGroups } from "@/lib/identity/methods/totp/secret.ts";
import { formErrors, readForm } from "@/routes/(_http)/read_form.ts";
import { renewTokens } from "@/routes/(_http)/renew_tokens.ts";
import { requireFullProof } from "@/routes/(_http)/require_full_proof.ts";
import { define, type State } from "@/utils.ts";

type Shown = { proposal: Proposal; name: string; errors: FieldErrors; refusal?: string };

const ADDED = "/security/authenticator?notice=authenticator-added";

export const handler = define.handlers({
  async GET(ctx) {
    const ask = await requireFullProof(ctx);
    if (ask) return ask;
    return page<Shown>({ proposal: proposeAuthenticator(personOf(ctx.state)), name: "My phone", errors: {} });
  },

  async POST(ctx) {
    const sent = await readForm(ctx.req);
    const ask = await requireFullProof(ctx, { sent });
    if (ask) return ask;
    const parsed = AuthenticatorForm.safeParse(sent);
    if (!parsed.success) return askAgain(ctx, sent, { errors: formErrors(parsed.error) });
    const { tenant, session, actor } = ctx.state;
    const confirmation = { ...parsed.data, session: session!, actor, now: new Date() };
    const confirmed = await confirmAuthenticator(tenant.id, confirmation);
    if (confirmed.ok) {
      const { recoveryCodes } = confirmed;
      const res = recoveryCodes
        ? await ctx.render(<Done recoveryCodes={recoveryCodes} />)
        : ctx.redirect(ADDED, 303);
      await renewTokens(ctx, res.headers);
      return res;
    }
    switch (confirmed.reason) {
      case "malformed_code":
        return askAgain(ctx, sent, {
          errors: { code: "Type the six digits that the app shows, such as 123 456" },
        });
      case "wrong_code":
        return askAgain(ctx, sent, {
          errors: {
            code: "The app shows another code by now. If it does not: set your phone’s clock by the network",
          },
        });
      case "stale_proposal":
        return askAgain(ctx, sent, {
          refusal: "That page had become too old. Scan this new code instead",
        });
      case "too_many":
        return askAgain(ctx, sent, { refusal: "You have five apps already. Remove one to add another" });
      case "added_before":
        return ctx.redirect(ADDED, 303);
    }
  },
});

/** With the same QR code, where it is still good: the person has scanned it already. */
function askAgain({ state }: Context<State>, sent: Record<string, string>, answer: Partial<Shown>) {
  const person = personOf(state);
  const proposal = sameProposal(sent.proposal ?? "", person) ?? proposeAuthenticator(person);
  return page<Shown>({ proposal, name: sent.name ?? "", errors: {}, ...answer }, { status: 422 });
}

function personOf({ member: { userId, email } }: State) {
  return { userId, account: email, now: new Date() };
}

export default define.page<typeof handler>(({ data: { proposal, name, errors, refusal } }) => (
  <>
    <PageHeader title="Set up an authenticator app" />
    {refusal && <Notice tone="error">{refusal}</Notice>}
    <Card>
      <form method="post" action="/security/authenticator/new" class="grid gap-8 lg:grid-cols-2" novalidate>
        <input type="hidden" name="proposal" value={proposal.sealed} />
        <section aria-labelledby="scan" class="space-y-4">
          <h2 id="scan" class="text-base tracking-normal">1. Scan this with the app</h2>
          <QrCode
            text={proposal.uri}
            label="The code for your authenticator app; the key below says the same"
          />
          <div class="space-y-1 text-sm">
            <p class="text-base-content/75">
              No camera? Type this key into the app, as a time-based one of six digits:
            </p>
            <code class="block font-mono break-words select-all">{inGroups(proposal.secret)}</code>
          </div>
        </section>
        <section aria-labelledby="confirm" class="max-w-sm space-y-5">
          <h2 id="confirm" class="text-base tracking-normal">2. Show that it works</h2>
          <Field
            label="Code"
            name="code"
            errors={errors}
            hint="The six digits that the app shows now"
            required
            inputMode="numeric"
            autocomplete="one-time-code"
          />
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
));

function Done({ recoveryCodes }: { recoveryCodes: string[] }) {
  return (
    <>
      <PageHeader
        title="Your app is set up"
        lead="From now on signing in takes a code from it. One thing is left to do."
      />
      <RecoveryCodesShownOnce codes={recoveryCodes} />
    </>
  );
}
