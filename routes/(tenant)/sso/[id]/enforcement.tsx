import { type Context, HttpError, page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { CheckBoxes } from "@/components/CheckBoxes.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import {
  endEnforcement,
  enforceConnection,
  type Enforced,
} from "@/lib/identity/connections/enforce_connection.ts";
import type { ListedConnection } from "@/lib/identity/connections/list_connections.ts";
import { listOwners } from "@/lib/identity/connections/break_glass.ts";
import { listDomains } from "@/lib/tenancy/domains/list_domains.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { requireFresh } from "@/routes/(_http)/require_fresh.ts";
import { define, type State } from "@/utils.ts";
import { connectionOf, pathOf } from "../(_sso)/connection_of.ts";

type Reason = Extract<Enforced, { ok: false }>["reason"];
type Shown = {
  connection: ListedConnection;
  domains: string[];
  /** Names of the owners who can get in past it. */
  breakGlass: string[];
  refusal?: Exclude<Reason, "not_found">;
};

const REFUSALS: Record<Exclude<Reason, "not_found">, string> = {
  not_enabled: "Enable the connection first",
  other_enforced: "Another connection is the only way in; allow other ways there first",
  no_domain: "Prove a domain first: the rule is about addresses in your proven domains",
  no_break_glass:
    "Mark a break-glass owner with a second factor first, so that somebody gets in when the provider does not work",
  not_linked:
    "You would lock yourself out. Sign in by this connection once yourself, or be a break-glass owner",
};

export const handler = define.handlers({
  GET: async (ctx) => page<Shown>(await shown(ctx)),

  async POST(ctx) {
    const connection = await connectionOf(ctx);
    const sent = await readForm(ctx.req);
    const ask = await requireFresh(ctx, { sent });
    if (ask) return ask;
    const { ends_sessions, allow } = sent;
    const { tenant, member, actor } = ctx.state;
    const { id: connectionId } = connection;
    if (allow === "yes") {
      const ended = await endEnforcement(tenant.id, { connectionId, actor });
      return ctx.redirect(
        `${pathOf(connection)}?notice=${ended.ok ? "enforcement-ended" : "connection-not-enforced"}`,
        303,
      );
    }
    const enforced = await enforceConnection(tenant.id, {
      connectionId,
      endsSessions: ends_sessions === "yes",
      actor: { ...actor, id: member.userId },
      now: new Date(),
    });
    if (enforced.ok) return ctx.redirect(`${pathOf(connection)}?notice=enforcement-begun`, 303);
    if (enforced.reason === "not_found") throw new HttpError(404);
    return page<Shown>(await shown(ctx, { refusal: enforced.reason }), { status: 422 });
  },
});

async function shown(ctx: Context<State>, more: Pick<Shown, "refusal"> = {}): Promise<Shown> {
  const [connection, domains, owners] = await Promise.all([
    connectionOf(ctx),
    listDomains(ctx.state.tenant.id),
    listOwners(ctx.state.tenant.id),
  ]);
  return {
    connection,
    domains: domains.filter((it) => it.provenAt).map((it) => it.domain),
    breakGlass: owners.filter((it) => it.isMarked && it.hasSecondFactor).map((it) => it.name),
    ...more,
  };
}

export default define.page<typeof handler>(({ data }) =>
  data.connection.enforcedAt ? <Allow {...data} /> : <Enforce {...data} />
);

function Enforce({ connection, domains, breakGlass, refusal }: Shown) {
  return (
    <>
      <PageHeader title={`Make “${connection.name}” the only way in?`} />
      {refusal && <Notice tone="error">{REFUSALS[refusal]}</Notice>}
      <Card>
        <div class="max-w-2xl space-y-5">
          <p>
            {domains.length > 0
              ? `Whoever has an address at ${
                domains.join(", ")
              } then comes in by this connection alone. Passwords, mails and other accounts are refused to them; everybody else signs in as before.`
              : "You have proven no domain yet, so this would be about nobody."}{" "}
            {domains.length === 0 && <a class="link" href="/sso/domains">Prove a domain</a>}
          </p>
          <p>
            {breakGlass.length > 0
              ? `When the provider does not work, ${
                breakGlass.join(", ")
              } can still come in by password and second factor; every owner is mailed then.`
              : "Nobody could get in when the provider does not work."}{" "}
            {breakGlass.length === 0 && <a class="link" href="/sso#break-glass">Mark a break-glass owner</a>}
          </p>
          <form method="post" class="space-y-5">
            <CheckBoxes
              label="Who is signed in now"
              name="sessions"
              boxes={[{
                name: "ends_sessions",
                label: "End the sessions of these people that began in another way.",
                hint: "Otherwise they go on until they run out",
                isChecked: false,
              }]}
            />
            <div class="flex flex-wrap gap-3">
              <Button>Make it the only way in</Button>
              <Button look="quiet" href={pathOf(connection)}>Not now</Button>
            </div>
          </form>
        </div>
      </Card>
    </>
  );
}

function Allow({ connection }: Shown) {
  return (
    <>
      <PageHeader title="Allow other ways in again?" />
      <Card>
        <div class="max-w-2xl space-y-5">
          <p>
            People with an address in your domains may then use their passwords, mails and other accounts
            again. “{connection.name}” goes on beside them.
          </p>
          <form method="post" class="flex flex-wrap gap-3">
            <Button name="allow" value="yes">Allow other ways</Button>
            <Button look="quiet" href={pathOf(connection)}>Leave it as it is</Button>
          </form>
        </div>
      </Card>
    </>
  );
}
