import { page } from "fresh";
import { Ago } from "@/components/Ago.tsx";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Fact, Facts } from "@/components/Facts.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { RecoveryCodesShownOnce } from "@/components/RecoveryCodesShownOnce.tsx";
import { findFactors, hasSecondFactor, type RecoveryCodes } from "@/lib/identity/factors/find_factors.ts";
import { makeRecoveryCodes } from "@/lib/identity/methods/recovery_code/make_recovery_codes.ts";
import { FEW_RECOVERY_CODES, RECOVERY_CODES } from "@/lib/identity/methods/recovery_code/recovery_codes.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { requireFullProof } from "@/routes/(_http)/require_full_proof.ts";
import { define, type State } from "@/utils.ts";

type Shown = {
  hasFactor: boolean;
  held?: RecoveryCodes;
  /** Just made. */
  codes?: string[];
  wereMadeBefore?: boolean;
};

export const handler = define.handlers({
  async GET({ state }) {
    return page<Shown>(await shown(state));
  },

  async POST(ctx) {
    const { state } = ctx;
    const sent = await readForm(ctx.req);
    const ask = await requireFullProof(ctx, { sent });
    if (ask) return ask;
    const { replaces } = sent;
    const { tenant, member: { userId }, actor } = state;
    if (!(await shown(state)).hasFactor) return page<Shown>(await shown(state), { status: 409 });
    const made = await makeRecoveryCodes(tenant.id, {
      userId,
      replaces: replaces && !Number.isNaN(Date.parse(replaces)) ? new Date(replaces) : undefined,
      actor,
      now: new Date(),
    });
    return page<Shown>({
      ...await shown(state),
      ...(made.ok ? { codes: made.codes } : { wereMadeBefore: true }),
    });
  },
});

async function shown({ tenant, member }: State): Promise<Shown> {
  const factors = await findFactors(tenant.id, member.userId);
  return { hasFactor: hasSecondFactor(factors), held: factors.recoveryCodes };
}

export default define.page<typeof handler>((
  { data: { hasFactor, held, codes, wereMadeBefore }, state: { clock } },
) => (
  <>
    <PageHeader
      title="Recovery codes"
      lead="For the day on which your phone or your passkey is lost. Each works once, in the place of your second factor."
    />
    {wereMadeBefore && (
      <Notice tone="error">
        These codes were made before, and shown then. If you did not keep them, make new ones.
      </Notice>
    )}
    {codes && <RecoveryCodesShownOnce codes={codes} />}
    {!hasFactor
      ? (
        <Card flush>
          <EmptyState title="Nothing to recover yet">
            <p>
              Recovery codes stand in for a second factor, and you have none. Set one up, and the codes come
              with it.
            </p>
            <div class="flex flex-wrap gap-3">
              <Button href="/security/authenticator/new">Set up an authenticator app</Button>
              <Button href="/security/passkeys" look="quiet">Add a passkey</Button>
            </div>
          </EmptyState>
        </Card>
      )
      : !codes && <Held held={held} clock={clock} />}
  </>
));

function Held({ held, clock }: { held?: RecoveryCodes; clock: State["clock"] }) {
  return (
    <Card>
      <div class="max-w-2xl space-y-5">
        {held
          ? (
            <Facts>
              <Fact name="Left">
                <span class={held.left <= FEW_RECOVERY_CODES ? "text-error" : ""}>
                  {`${held.left} of ${RECOVERY_CODES}`}
                </span>
              </Fact>
              <Fact name="Made">
                <Ago at={held.madeAt} clock={clock} />
              </Fact>
              <Fact name="In a safe place">
                {held.keptAt
                  ? (
                    <>
                      Since <Ago at={held.keptAt} clock={clock} />
                    </>
                  )
                  : "You have not said so"}
              </Fact>
            </Facts>
          )
          : (
            <p>
              You have none. Without them, a lost device locks you out until an admin lets you start anew.
            </p>
          )}
        {held && held.left <= FEW_RECOVERY_CODES && (
          <p class="font-medium">Few are left: make new ones before you need them.</p>
        )}
        <form method="post" action="/security/recovery-codes" class="space-y-4">
          <input type="hidden" name="replaces" value={held?.madeAt.toISOString() ?? ""} />
          {held && (
            <p class="text-base-content/75">
              New codes take the place of the old ones: what you have printed or stored does not work any more
              then.
            </p>
          )}
          <Button look={held && held.left > FEW_RECOVERY_CODES ? "quiet" : "primary"}>
            {held ? "Make new codes" : "Make my codes"}
          </Button>
        </form>
      </div>
    </Card>
  );
}
