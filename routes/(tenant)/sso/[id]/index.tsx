import { page } from "fresh";
import { Ago } from "@/components/Ago.tsx";
import { Badge } from "@/components/Badge.tsx";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { CertificateList } from "@/components/CertificateList.tsx";
import { KIND_NAMES, STATE_NAMES, STATE_TONES } from "@/components/connection_words.ts";
import { ConnectionSteps } from "@/components/ConnectionSteps.tsx";
import { Fact, Facts } from "@/components/Facts.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { ProviderValues } from "@/components/ProviderValues.tsx";
import { ROLE_NAMES } from "@/components/role_names.ts";
import { formatCounted } from "@/components/format.ts";
import type { ListedConnection } from "@/lib/identity/connections/list_connections.ts";
import { providerValues } from "@/lib/identity/connections/provider_values.ts";
import { define } from "@/utils.ts";
import { connectionOf, pathOf } from "../(_sso)/connection_of.ts";

export const handler = define.handlers({
  GET: async (ctx) => page(await connectionOf(ctx)),
});

export default define.page<typeof handler>(({ data: connection, state: { clock } }) => {
  const { id, kind, name, state, people, changedAt } = connection;
  return (
    <>
      <PageHeader
        title={name}
        lead={
          <>
            {KIND_NAMES[kind]} · changed <Ago at={changedAt} clock={clock} /> · {people === 0
              ? "nobody comes in by it yet"
              : `${formatCounted(people, "person")} come in by it`.replace("persons", "people")}
          </>
        }
      >
        <Badge tone={STATE_TONES[state]}>{STATE_NAMES[state]}</Badge>
      </PageHeader>
      <ConnectionSteps connection={connection} path={pathOf(connection)} />
      <div class="grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-2">
        <Card title="What your identity provider needs">
          <ProviderValues values={providerValues(kind, id)} />
        </Card>
        <Card
          title="What we know of it"
          aside={<a class="link" href={pathOf(connection, "/settings")}>Change</a>}
        >
          <div class="space-y-5">
            <SettingsFacts connection={connection} />
            {kind === "saml" && (
              <CertificateList certificates={connection.settings.certificates} clock={clock} />
            )}
            <div class="flex flex-wrap gap-3">
              {kind === "oidc" && (
                <Button look="quiet" href={pathOf(connection, "/secret")} class="btn-sm">
                  Replace the secret
                </Button>
              )}
              {kind === "saml" && (
                <Button look="quiet" href={pathOf(connection, "/certificates")} class="btn-sm">
                  Change the certificates
                </Button>
              )}
            </div>
          </div>
        </Card>
        <Card title="Who joins" aside={<a class="link" href={pathOf(connection, "/joining")}>Change</a>}>
          <p class="max-w-2xl text-base-content/80">
            {connection.joinsPeople
              ? `Whoever it vouches for, with an address in one of your proven domains, becomes a member at the first sign-in: as ${
                ROLE_NAMES[connection.defaultRole].toLowerCase()
              }.`
              : "Nobody joins by it: only who is a member already, and has connected it, comes in."}{" "}
            {connection.appliesGroups && "Groups decide the role anew at each sign-in."}
          </p>
        </Card>
        <Card title="The connection itself">
          <div class="flex flex-wrap gap-3">
            <Button look="quiet" href={pathOf(connection, "/name")} class="btn-sm">Rename</Button>
            <Button look="quiet" href={pathOf(connection, "/deletion")} class="btn-sm">Delete</Button>
          </div>
        </Card>
      </div>
    </>
  );
});

function SettingsFacts({ connection }: { connection: ListedConnection }) {
  switch (connection.kind) {
    case "oidc": {
      const { issuer, clientId, scopes, groupsClaim, found } = connection.settings;
      return (
        <Facts>
          <Fact name="Issuer">{issuer}</Fact>
          <Fact name="Client ID">{clientId}</Fact>
          <Fact name="Client secret">Stored sealed</Fact>
          <Fact name="Scopes">{["openid", ...scopes].join(" ")}</Fact>
          <Fact name="Groups claim">{groupsClaim ?? "None"}</Fact>
          {found && <Fact name="Sign-in page (found)">{found.authorizationEndpoint}</Fact>}
          {found && <Fact name="Signatures (found)">{found.algorithms.join(", ")}</Fact>}
        </Facts>
      );
    }
    case "saml": {
      const { entityId, ssoUrl, metadataUrl, groupsAttribute, allowsIdpInitiated } = connection.settings;
      return (
        <Facts>
          <Fact name="Entity ID">{entityId}</Fact>
          <Fact name="Sign-on address">{ssoUrl}</Fact>
          <Fact name="Read from">{metadataUrl ?? "A pasted file"}</Fact>
          <Fact name="Groups attribute">{groupsAttribute ?? "None"}</Fact>
          <Fact name="A login begins">{allowsIdpInitiated ? "Here or at the provider" : "Here"}</Fact>
        </Facts>
      );
    }
    case "auth0":
      return (
        <Facts>
          <Fact name="Organization">{connection.settings.organizationId}</Fact>
        </Facts>
      );
  }
}
