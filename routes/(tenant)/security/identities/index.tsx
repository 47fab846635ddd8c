import { page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { IdentityList } from "@/components/IdentityList.tsx";
import { OwnPages } from "@/components/OwnPages.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { publicId } from "@/lib/ids.ts";
import { type Connectable, listConnectable } from "@/lib/tenancy/door/list_connectable.ts";
import { define } from "@/utils.ts";

const PATH = "/security/identities";

export const handler = define.handlers({
  async GET({ state: { tenant, member } }) {
    return page(await listConnectable(tenant.id, member.userId));
  },
});

export default define.page<typeof handler>(({ data: { linked, others }, state: { clock } }) => (
  <>
    <PageHeader
      title="What signs you in"
      lead="Accounts elsewhere that open your doors. Only what you connect here counts; the same email address alone never does."
    >
      <OwnPages current="/security" />
    </PageHeader>
    <Card flush title={linked.length > 0 ? "Connected" : undefined}>
      {linked.length > 0
        ? <IdentityList identities={linked} clock={clock} action={PATH} />
        : (
          <EmptyState title="Nothing but your password">
            {others.length > 0
              ? "Connect one of the providers below, and sign in there from then on."
              : "This house offers no identity provider. An owner can set one up as single sign-on."}
          </EmptyState>
        )}
    </Card>
    {others.length > 0 && (
      <Card title="Connect another">
        <p class="mb-4 max-w-2xl text-base-content/80">
          You are led to the provider and come back here. Whoever can sign in there can then sign in here as
          you.
        </p>
        <div class="flex flex-wrap gap-3">
          {others.map((it) => <Connect key={`${it.kind} ${it.connectionId}`} {...it} />)}
        </div>
      </Card>
    )}
  </>
));

function Connect({ kind, name, connectionId }: Connectable) {
  return (
    <form method="post" action={`${PATH}/connection`}>
      <input type="hidden" name="kind" value={kind} />
      {connectionId && <input type="hidden" name="connection" value={publicId("con", connectionId)} />}
      <Button look="quiet">Connect {name}</Button>
    </form>
  );
}
