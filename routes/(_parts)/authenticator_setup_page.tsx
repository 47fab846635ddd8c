import type { Proposal } from "@/lib/identity/methods/totp/propose_authenticator.ts";
import { inGroups } from "@/lib/identity/methods/totp/secret.ts";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { Field, type FieldErrors } from "@/components/Field.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { QrCode } from "@/components/QrCode.tsx";

type AuthenticatorSetupPageProps = {
  proposal: Proposal;
  name: string;
  errors: FieldErrors;
  refusal?: string;
  lead?: string;
  /** Its own path. */
  action: string;
  /** Where who does not want to goes; undefined where it has to be. */
  leave?: string;
};

/** Scan a code with an app, and show that the app knows it. */
export function AuthenticatorSetupPage(
  { proposal, name, errors, refusal, lead, action, leave }: AuthenticatorSetupPageProps,
) {
  return (
    <>
      <PageHeader title="Set up an authenticator app" lead={lead} />
      {refusal && <Notice tone="error">{refusal}</Notice>}
      <Card>
        <form method="post" action={action} class="grid gap-8 lg:grid-cols-2" novalidate>
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
              {leave && <Button look="quiet" href={leave}>Not now</Button>}
            </div>
          </section>
        </form>
      </Card>
    </>
  );
}
