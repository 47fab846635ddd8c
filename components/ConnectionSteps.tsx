import type { ListedConnection } from "@/lib/identity/connections/list_connections.ts";
import { Button } from "./Button.tsx";
import { Card } from "./Card.tsx";

type ConnectionStepsProps = { connection: ListedConnection; path: string };

/** What comes next for a connection, as one sentence and one button; what else can be done stands beside it. */
export function ConnectionSteps({ connection, path }: ConnectionStepsProps) {
  const { state, enforcedAt } = connection;
  const isTested = connection.testedRevision === connection.revision;
  if (state !== "enabled") {
    return (
      <Card title={isTested ? "Ready to be enabled" : "Next: a test login"}>
        <p class="max-w-2xl text-base-content/80">
          {isTested
            ? "The last test login worked. Enable the connection, and it stands on your sign-in page."
            : "Run it in your own browser, as yourself. It shows what the provider says about you, and opens no session."}
        </p>
        <div class="mt-4 flex flex-wrap gap-3">
          {isTested && (
            <form method="post" action={`${path}/enablement`}>
              <Button>Enable it</Button>
            </form>
          )}
          <Button href={`${path}/test-login`} look={isTested ? "quiet" : "primary"}>
            {isTested ? "See the test" : "To the test login"}
          </Button>
        </div>
      </Card>
    );
  }
  return (
    <Card title={enforcedAt ? "The only way in" : "Your people may sign in by it"}>
      <p class="max-w-2xl text-base-content/80">
        {enforcedAt
          ? "Whoever has an address in your proven domains comes in by this connection alone; break-glass owners also by password and second factor."
          : "Passwords and other ways work as before. You can make it the only way in for the addresses in your domains."}
      </p>
      <div class="mt-4 flex flex-wrap gap-3">
        <Button href={`${path}/enforcement`} look={enforcedAt ? "quiet" : "primary"}>
          {enforcedAt ? "Allow other ways again" : "Make it the only way in"}
        </Button>
        <Button href={`${path}/test-login`} look="quiet">Test it</Button>
        {!enforcedAt && (
          <form method="post" action={`${path}/disablement`}>
            <Button look="quiet">Disable it</Button>
          </form>
        )}
      </div>
    </Card>
  );
}
