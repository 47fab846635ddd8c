import type { Authenticator } from "@/lib/identity/factors/find_factors.ts";
import { MOST_AUTHENTICATORS } from "@/lib/identity/methods/totp/confirm_authenticator.ts";
import type { Clock } from "@/components/Ago.tsx";
import { AuthenticatorTable } from "@/components/AuthenticatorTable.tsx";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";

type AuthenticatorsPageProps = {
  authenticators: Authenticator[];
  clock: Clock;
  /** Its own path. */
  list: string;
  lead: string;
};

/** All apps of one person, and the way to one more. */
export function AuthenticatorsPage({ authenticators, clock, list, lead }: AuthenticatorsPageProps) {
  return (
    <>
      <PageHeader title="Authenticator apps" lead={lead}>
        {authenticators.length > 0 && authenticators.length < MOST_AUTHENTICATORS && (
          <Button href={`${list}/new`} look="quiet">Add another app</Button>
        )}
      </PageHeader>
      <Card flush>
        {authenticators.length > 0
          ? <AuthenticatorTable authenticators={authenticators} clock={clock} list={list} />
          : (
            <EmptyState title="No app yet">
              <p>
                With one, nobody comes in who has only read or guessed your password. Any app for one-time
                codes will do: the one of your password manager, Aegis, 2FAS, Google or Microsoft
                Authenticator.
              </p>
              <Button href={`${list}/new`}>Set up an app</Button>
            </EmptyState>
          )}
      </Card>
      {authenticators.length >= MOST_AUTHENTICATORS && (
        <p class="text-sm text-base-content/75">
          {MOST_AUTHENTICATORS} apps are as many as one person can have. Remove one to add another.
        </p>
      )}
    </>
  );
}
