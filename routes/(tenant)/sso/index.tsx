import { page } from "fresh";
import { Badge } from "@/components/Badge.tsx";
import { BreakGlassTable } from "@/components/BreakGlassTable.tsx";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { ConnectionTable } from "@/components/ConnectionTable.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { listOwners, type Owner } from "@/lib/identity/connections/break_glass.ts";
import { listConnections, type ListedConnection } from "@/lib/identity/connections/list_connections.ts";
import { methodOf } from "@/lib/identity/methods/methods.ts";
import { type Domain, listDomains } from "@/lib/tenancy/domains/list_domains.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { define } from "@/utils.ts";

type Shown = { connections: ListedConnection[]; domains: Domain[]; owners: Owner[]; offersAuth0: boolean };

export const handler = define.handlers({
  async GET({ state }) {
    requirePermission(state, "sign_in.manage");
    const { id } = state.tenant;
    const [connections, domains, owners] = await Promise.all([
      listConnections(id),
      listDomains(id),
      listOwners(id),
    ]);
    return page<Shown>({ connections, domains, owners, offersAuth0: methodOf("auth0") !== undefined });
  },
});

export default define.page<typeof handler>((
  { data: { connections, domains, owners, offersAuth0 }, state: { clock } },
) => (
  <>
    <PageHeader
      title="Single sign-on"
      lead="Your people sign in with your own identity provider: Okta, Entra ID, Google Workspace, or any other that speaks OpenID Connect or SAML."
    />
    <Card flush={connections.length > 0} title={connections.length > 0 ? "Connections" : undefined}>
      {connections.length > 0
        ? <ConnectionTable connections={connections} clock={clock} />
        : (
          <EmptyState title="No connection yet">
            <p>
              Add one, prove that your mail domain is yours, and run a test login as yourself. Nothing changes
              for anybody before you enable it.
            </p>
          </EmptyState>
        )}
    </Card>
    <Card title="Add a connection">
      <div class="flex flex-wrap gap-3">
        <Button href="/sso/new/oidc" look={connections.length > 0 ? "quiet" : "primary"}>
          OpenID Connect
        </Button>
        <Button href="/sso/new/saml" look="quiet">SAML</Button>
        {offersAuth0 && <Button href="/sso/new/auth0" look="quiet">Auth0 organization</Button>}
      </div>
      <p class="mt-3 text-sm text-base-content/80">
        Step by step: <a class="link" href="/docs/sso-okta">Okta</a>,{" "}
        <a class="link" href="/docs/sso-entra">Entra ID</a>,{" "}
        <a class="link" href="/docs/sso-google">Google Workspace</a>. Where the provider offers both, take
        OpenID Connect.
      </p>
    </Card>
    <Card title="Domains" aside={<a class="link" href="/sso/domains">All domains</a>}>
      {domains.length > 0
        ? (
          <ul class="flex flex-wrap gap-x-6 gap-y-2">
            {domains.map((it) => (
              <li key={it.id}>
                <Badge tone={it.missingSince ? "bad" : it.provenAt ? "good" : "waiting"}>{it.domain}</Badge>
              </li>
            ))}
          </ul>
        )
        : (
          <p class="text-base-content/80">
            None yet. Who joins by a connection, and who has to use it, goes by the domain of their address.
            {" "}
            <a class="link" href="/sso/domains">Prove a domain</a>
          </p>
        )}
    </Card>
    <Card id="break-glass" flush title="Break-glass owners">
      <p class="max-w-3xl px-5 pb-4 text-base-content/80">
        They come in by password and second factor also where a connection is the only way in: for the day on
        which your identity provider does not work. Each use is in the audit log, and every owner is mailed.
      </p>
      <BreakGlassTable owners={owners} />
    </Card>
  </>
));
