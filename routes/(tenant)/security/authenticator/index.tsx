import { page } from "fresh";
import { AuthenticatorTable } from "@/components/AuthenticatorTable.tsx";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { findFactors } from "@/lib/identity/factors/find_factors.ts";
import { MOST_AUTHENTICATORS } from "@/lib/identity/methods/totp/confirm_authenticator.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ state: { tenant, member } }) {
    return page((await findFactors(tenant.id, member.userId)).authenticators);
  },
});

export default define.page<typeof handler>(({ data: authenticators, state: { clock } }) => (
  <>
    <PageHeader
      title="Authenticator apps"
      lead="Six digits from an app on your own device, asked for after your password in every house where you live."
    >
      {authenticators.length > 0 && authenticators.length < MOST_AUTHENTICATORS && (
        <Button href="/security/authenticator/new" look="quiet">Add another app</Button>
      )}
    </PageHeader>
    <Card flush>
      {authenticators.length > 0
        ? <AuthenticatorTable authenticators={authenticators} clock={clock} />
        : (
          <EmptyState title="No app yet">
            <p>
              With one, nobody comes in who has only read or guessed your password. Any app for one-time codes
              will do: the one of your password manager, Aegis, 2FAS, Google or Microsoft Authenticator.
            </p>
            <Button href="/security/authenticator/new">Set up an app</Button>
          </EmptyState>
        )}
    </Card>
    {authenticators.length >= MOST_AUTHENTICATORS && (
      <p class="text-sm text-base-content/75">
        {MOST_AUTHENTICATORS} apps are as many as one person can have. Remove one to add another.
      </p>
    )}
  </>
));
