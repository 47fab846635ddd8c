import { page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { PasskeyTable } from "@/components/PasskeyTable.tsx";
import { type Factors, findFactors, hasSecondFactor } from "@/lib/identity/factors/find_factors.ts";
import { methodOf } from "@/lib/identity/methods/methods.ts";
import { beginElsewhere } from "@/routes/(_http)/begin_elsewhere.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { requireFullProof } from "@/routes/(_http)/require_full_proof.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ state: { tenant, member } }) {
    return page(await findFactors(tenant.id, member.userId));
  },

  /** Leads to the base host, where the browser makes the passkey. */
  async POST(ctx) {
    const ask = await requireFullProof(ctx, { sent: await readForm(ctx.req) });
    if (ask) return ask;
    return await beginElsewhere(ctx, {
      method: methodOf("passkey")!,
      purpose: "link",
      form: {},
      returnPath: "/security/passkeys",
      session: ctx.state.session,
    });
  },
});

export default define.page<typeof handler>(({ data: factors, state: { clock } }) => (
  <>
    <PageHeader
      title="Passkeys"
      lead="A key on your own device. It signs you in without a password, or stands beside it as your second factor."
    >
      {factors.passkeys.length > 0 && <AddPasskey look="quiet" />}
    </PageHeader>
    {lacksCodes(factors) && (
      <Notice tone="info">
        <span class="min-w-56 flex-1">
          A lost device would lock you out: you have no recovery codes that you kept.
        </span>
        <a class="link font-medium" href="/security/recovery-codes">Get them now</a>
      </Notice>
    )}
    <Card flush>
      {factors.passkeys.length > 0
        ? <PasskeyTable passkeys={factors.passkeys} clock={clock} />
        : (
          <EmptyState title="No passkey yet">
            <p>
              Nobody can guess it or trick you into typing it elsewhere: your device shows it to us alone,
              after your finger, your face or its PIN. One passkey opens every house where you live.
            </p>
            <AddPasskey look="primary" />
          </EmptyState>
        )}
    </Card>
  </>
));

function AddPasskey({ look }: { look: "primary" | "quiet" }) {
  return (
    <form method="post" action="/security/passkeys">
      <Button look={look}>Add a passkey</Button>
    </form>
  );
}

function lacksCodes(factors: Factors): boolean {
  return hasSecondFactor(factors) && !factors.recoveryCodes?.keptAt;
}
