import { page } from "fresh";
import { Ago, type Clock } from "@/components/Ago.tsx";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { CodeBlock } from "@/components/CodeBlock.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Field, type FieldErrors } from "@/components/Field.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { QueryLink } from "@/components/QueryLink.tsx";
import { newId, publicId } from "@/lib/ids.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { listRoles } from "@/lib/tenancy/roles/list_roles.ts";
import { listMappings, type MappedGroup } from "@/lib/tenancy/scim/groups/list_mappings.ts";
import { createToken, MOST_TOKENS, type ShownToken } from "@/lib/tenancy/scim/tokens/create_token.ts";
import { type ListedRequest, listRequests } from "@/lib/tenancy/scim/tokens/list_requests.ts";
import { type ListedToken, listTokens } from "@/lib/tenancy/scim/tokens/list_tokens.ts";
import { TokenForm } from "@/lib/tenancy/scim/tokens/token_form.ts";
import { formErrors, readForm } from "@/routes/(_http)/read_form.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { requireFresh } from "@/routes/(_http)/require_fresh.ts";
import { roleOptions } from "@/routes/(tenant)/members/(_http)/role_options.ts";
import { define, type State } from "@/utils.ts";
import { GroupTable } from "./(_parts)/group_table.tsx";
import { RequestTable } from "./(_parts)/request_table.tsx";
import { TokenShownOnce } from "./(_parts)/token_shown_once.tsx";
import { TokenTable } from "./(_parts)/token_table.tsx";

type Shown = {
  tokens: ListedToken[];
  groups: MappedGroup[];
  options: { value: string; label: string }[];
  requests: ListedRequest[];
  onlyFailed: boolean;
  /** Of the next form, so that sending it twice makes one token. */
  tokenId: string;
  made?: ShownToken;
  refusal?: "created_before" | "too_many";
  name?: string;
  errors?: FieldErrors;
};

export const handler = define.handlers({
  async GET({ state, url }) {
    requirePermission(state, "sign_in.manage");
    return page(await shown(state, { onlyFailed: url.searchParams.get("only") === "failed" }));
  },

  async POST(ctx) {
    const { state } = ctx;
    requirePermission(state, "sign_in.manage");
    const sent = await readForm(ctx.req);
    const parsed = TokenForm.safeParse(sent);
    if (!parsed.success) {
      return page(await shown(state, { name: sent.name, errors: formErrors(parsed.error) }), { status: 422 });
    }
    const ask = await requireFresh(ctx, { sent });
    if (ask) return ask;
    const { tenant, actor } = state;
    const { name, token_id: tokenId = newId() } = parsed.data;
    const result = await createToken(tenant.id, { tokenId, name, actor, now: new Date() });
    return page(await shown(state, result.ok ? { made: result.shown } : { refusal: result.reason }));
  },
});

async function shown({ tenant, member, clock }: State, more: Partial<Shown> = {}): Promise<Shown> {
  const { onlyFailed = false } = more;
  const [tokens, groups, requests, roles] = await Promise.all([
    listTokens(tenant.id),
    listMappings(tenant.id),
    listRequests(tenant.id, { onlyFailed }),
    listRoles(tenant.id, clock.now),
  ]);
  const options = roleOptions(member.permissions, roles);
  return { tokens, groups, options, requests, onlyFailed, tokenId: publicId("tok", newId()), ...more };
}

const REFUSALS = {
  created_before:
    "This token was created before, and shown then. If you did not keep it, replace it and take the new one.",
  too_many: `There are ${MOST_TOKENS} tokens already. Revoke one that no directory shows any more.`,
};

export default define.page<typeof handler>(({ data, state: { tenant, clock } }) => {
  const { tokens, groups, options, requests, onlyFailed, made, refusal } = data;
  const base = `${tenantOrigin(tenant.slug)}/scim/v2`;
  return (
    <>
      <PageHeader
        title="Directory sync"
        lead={
          <>
            Your directory brings people in, keeps their names and groups up to date, and closes the house to
            who leaves: <a class="link" href="/docs/directory-sync">how to set it up in Entra ID and Okta</a>.
          </>
        }
      />
      {refusal && <Notice tone="error">{REFUSALS[refusal]}</Notice>}
      {made && <TokenShownOnce token={made.token} base={base} />}
      {!made && (
        <Card title="Connect a directory">
          <div class="grid grid-cols-[minmax(0,1fr)] gap-6 lg:grid-cols-2">
            <CodeBlock label="Base URL, for SCIM 2.0" name="The base URL" text={base} />
            <NewToken {...data} />
          </div>
        </Card>
      )}
      {tokens.length > 0 && (
        <Card flush title="Tokens">
          <TokenTable tokens={tokens} clock={clock} />
        </Card>
      )}
      <Card
        flush
        id="groups"
        title={groups.length > 0 ? "Groups" : undefined}
        aside={groups.length > 0 ? "The highest role of several wins. Owners stay owners." : undefined}
      >
        {groups.length > 0
          ? <GroupTable groups={groups} options={options} />
          : (
            <EmptyState title="No groups yet">
              <p>
                Groups that your directory pushes appear here. Say which role one stands for, and everybody in
                it has that role. Until then whom the directory brings may read, and you give roles by hand.
              </p>
            </EmptyState>
          )}
      </Card>
      <Requests requests={requests} onlyFailed={onlyFailed} clock={clock} />
    </>
  );
});

function NewToken({ tokenId, name, errors }: Shown) {
  return (
    <form method="post" action="/scim" class="flex flex-wrap items-start gap-3" novalidate>
      <input type="hidden" name="token_id" value={tokenId} />
      <div class="min-w-60 grow">
        <Field
          label="Name of the token"
          name="name"
          value={name}
          errors={errors}
          hint="Which directory shows it, such as Entra"
          required
          maxLength={80}
          autocomplete="off"
        />
      </div>
      <Button class="sm:mt-[1.6875rem]">Create token</Button>
    </form>
  );
}

type RequestsProps = { requests: ListedRequest[]; onlyFailed: boolean; clock: Clock };

function Requests({ requests, onlyFailed, clock }: RequestsProps) {
  const hasList = requests.length > 0 || onlyFailed;
  const lastFailed = requests.find((it) => it.status >= 400);
  return (
    <Card
      flush
      id="requests"
      title={hasList ? "What the directory asked last" : undefined}
      aside={!hasList
        ? undefined
        : onlyFailed
        ? <QueryLink class="link" href="/scim#requests">All requests</QueryLink>
        : <QueryLink class="link" href="/scim?only=failed#requests">Only what was refused</QueryLink>}
    >
      {lastFailed && !onlyFailed && (
        <p class="px-5 pb-3 text-sm">
          Refused last, <Ago at={lastFailed.requestedAt} clock={clock} />:{" "}
          {lastFailed.detail ?? lastFailed.status}
        </p>
      )}
      {requests.length > 0
        ? <RequestTable requests={requests} clock={clock} />
        : (
          <EmptyState title={onlyFailed ? "Nothing was refused" : "Nothing was asked yet"}>
            <p>
              {onlyFailed
                ? "Everything that your directory has asked was answered as it wanted."
                : "The last fifty requests of your directory appear here, and why one was refused. What comes without a token that we know is not listed: your directory then shows the status 401."}
            </p>
          </EmptyState>
        )}
    </Card>
  );
}
