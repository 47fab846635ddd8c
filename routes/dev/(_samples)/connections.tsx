import { BreakGlassTable } from "@/components/BreakGlassTable.tsx";
import { CertificateList } from "@/components/CertificateList.tsx";
import { ConnectionFields } from "@/components/ConnectionFields.tsx";
import { ConnectionSteps } from "@/components/ConnectionSteps.tsx";
import { ConnectionTable } from "@/components/ConnectionTable.tsx";
import { DomainRecord } from "@/components/DomainRecord.tsx";
import { GroupRoleFields } from "@/components/GroupRoleFields.tsx";
import { ProviderValues } from "@/components/ProviderValues.tsx";
import type { ListedConnection } from "@/lib/identity/connections/list_connections.ts";
import { providerValues } from "@/lib/identity/connections/provider_values.ts";
import { newId } from "@/lib/ids.ts";
import { Sample, Samples } from "./sample.tsx";
import { CLOCK, MOMENT } from "./words.tsx";

const ID = newId();
const OKTA: ListedConnection = {
  id: ID,
  kind: "oidc",
  name: "Okta",
  settings: { issuer: "https://acme.okta.example", clientId: "0oa1", scopes: ["email"] },
  state: "enabled",
  revision: 1,
  testedRevision: 1,
  joinsPeople: true,
  defaultRole: "read_only",
  appliesGroups: false,
  createdAt: MOMENT,
  changedAt: MOMENT,
  enforcedAt: null,
  people: 12,
};
const CONNECTIONS: ListedConnection[] = [
  { ...OKTA, enforcedAt: MOMENT },
  { ...OKTA, id: newId(), name: "Entra ID of the harbour office", state: "tested", people: 0 },
  { ...OKTA, id: newId(), name: "The old one", state: "disabled" },
];
const OWNER = {
  userId: newId(),
  name: "Ada",
  email: "ada@acme.example",
  isMarked: true,
  hasSecondFactor: true,
};
const ROLES = [{ value: "read_only", label: "Read-only" }, { value: "admin", label: "Admin" }];

export function Connections() {
  return (
    <Samples title="Single sign-on">
      <Sample name="ConnectionTable" wide>
        <ConnectionTable connections={CONNECTIONS} clock={CLOCK} />
      </Sample>
      <Sample name="ConnectionSteps" wide>
        <ConnectionSteps connection={OKTA} path="/dev/components" />
      </Sample>
      <Sample name="ProviderValues" wide>
        <ProviderValues values={providerValues("saml", ID)} />
      </Sample>
      <Sample name="ConnectionFields" wide>
        <ConnectionFields
          kind="auth0"
          values={{ organization_id: "acme" }}
          errors={{
            first: "Takes the focus",
            organization_id: "Enter the organization's id, which starts with org_",
          }}
        />
      </Sample>
      <Sample name="GroupRoleFields" wide>
        <GroupRoleFields
          rows={[{ group: "administrators", role: "admin" }]}
          roles={ROLES}
          errors={{ first: "Takes the focus", role_0: "You can only give what your own role holds" }}
        />
      </Sample>
      <Sample name="DomainRecord" wide>
        <DomainRecord
          domain="acme.example"
          name="_rowhouse-verify.acme.example"
          text="rowhouse-verify=qW3rT9uI0pL2kJ4hG6fD8sA1zX5cV7bN"
        />
      </Sample>
      <Sample name="CertificateList" wide>
        <CertificateList certificates={["no certificate"]} clock={CLOCK} />
      </Sample>
      <Sample name="BreakGlassTable" wide>
        <BreakGlassTable
          owners={[OWNER, {
            ...OWNER,
            userId: newId(),
            name: "Max",
            isMarked: false,
            hasSecondFactor: false,
          }]}
        />
      </Sample>
    </Samples>
  );
}
