import type { RecoveryCodes } from "@/lib/identity/factors/find_factors.ts";
import { FEW_RECOVERY_CODES, RECOVERY_CODES } from "@/lib/identity/methods/recovery_code/recovery_codes.ts";
import { Ago, type Clock } from "@/components/Ago.tsx";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Fact, Facts } from "@/components/Facts.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { RecoveryCodesShownOnce } from "@/components/RecoveryCodesShownOnce.tsx";

/** What there is to show of one person's recovery codes. */
export type ShownRecoveryCodes = {
  hasFactor: boolean;
  held?: RecoveryCodes;
  /** Just made. */
  codes?: string[];
  wereMadeBefore?: boolean;
};

type RecoveryCodesPageProps = ShownRecoveryCodes & {
  clock: Clock;
  /** Its own path. */
  list: string;
  /** What can be set up here, each with where. */
  factors: { href: string; label: string }[];
  /** What becomes of who loses everything. */
  without: string;
};

export function RecoveryCodesPage(
  { hasFactor, held, codes, wereMadeBefore, clock, list, factors, without }: RecoveryCodesPageProps,
) {
  return (
    <>
      <PageHeader
        title="Recovery codes"
        lead="For the day on which your second factor is lost. Each works once, in the place of it."
      />
      {wereMadeBefore && (
        <Notice tone="error">
          These codes were made before, and shown then. If you did not keep them, make new ones.
        </Notice>
      )}
      {codes && <RecoveryCodesShownOnce codes={codes} list={list} />}
      {!hasFactor
        ? (
          <Card flush>
            <EmptyState title="Nothing to recover yet">
              <p>
                Recovery codes stand in for a second factor, and you have none. Set one up, and the codes come
                with it.
              </p>
              <div class="flex flex-wrap gap-3">
                {factors.map(({ href, label }, index) => (
                  <Button key={href} href={href} look={index === 0 ? "primary" : "quiet"}>{label}</Button>
                ))}
              </div>
            </EmptyState>
          </Card>
        )
        : !codes && <Held held={held} clock={clock} action={list} without={without} />}
    </>
  );
}

type HeldProps = { held?: RecoveryCodes; clock: Clock; action: string; without: string };

function Held({ held, clock, action, without }: HeldProps) {
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
          : <p>You have none. Without them, a lost device locks you out until {without}.</p>}
        {held && held.left <= FEW_RECOVERY_CODES && (
          <p class="font-medium">Few are left: make new ones before you need them.</p>
        )}
        <form method="post" action={action} class="space-y-4">
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
