import { domainToUnicode } from "node:url";
import { page } from "fresh";
import { Ago, type Clock } from "@/components/Ago.tsx";
import { Badge } from "@/components/Badge.tsx";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { ADD_DOMAIN_REFUSALS, DOMAIN_REFUSALS } from "@/components/connection_words.ts";
import { DomainRecord } from "@/components/DomainRecord.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Field, type FieldErrors } from "@/components/Field.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { publicId } from "@/lib/ids.ts";
import { addDomain } from "@/lib/tenancy/domains/add_domain.ts";
import { type Domain, listDomains } from "@/lib/tenancy/domains/list_domains.ts";
import { recordNameOf, recordTextOf } from "@/lib/tenancy/domains/look_up_token.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { define } from "@/utils.ts";

type Shown = { domains: Domain[]; typed: string; errors: FieldErrors };

export const handler = define.handlers({
  async GET({ state }) {
    requirePermission(state, "sign_in.manage");
    return page<Shown>({ domains: await listDomains(state.tenant.id), typed: "", errors: {} });
  },

  async POST(ctx) {
    requirePermission(ctx.state, "sign_in.manage");
    const { domain: typed = "" } = await readForm(ctx.req);
    const { tenant, actor } = ctx.state;
    const added = await addDomain(tenant.id, { typed, actor, now: new Date() });
    if (added.ok) return ctx.redirect("/sso/domains?notice=domain-added", 303);
    const errors = { domain: ADD_DOMAIN_REFUSALS[added.reason] };
    return page<Shown>({ domains: await listDomains(tenant.id), typed, errors }, { status: 422 });
  },
});

export default define.page<typeof handler>(({ data: { domains, typed, errors }, state: { clock } }) => (
  <>
    <PageHeader
      title="Domains"
      lead="Show by a record in DNS that a mail domain is yours. From then on people with an address there may join by a connection, and can be made to use it."
    />
    <Card title="Add a domain">
      <form method="post" action="/sso/domains" class="flex flex-wrap items-start gap-3" novalidate>
        <div class="min-w-60 grow sm:max-w-sm">
          <Field
            label="Domain"
            name="domain"
            value={typed}
            errors={errors}
            hint="What stands after the @ of your people's addresses"
            required
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
          />
        </div>
        <Button class="sm:mt-[1.6875rem]">Add domain</Button>
      </form>
    </Card>
    {domains.map((it) => <DomainCard key={it.id} domain={it} clock={clock} />)}
    {domains.length === 0 && (
      <Card flush>
        <EmptyState title="No domains yet">
          <p>
            Add the one of your people's addresses. You get a record to put into its DNS, and a button that
            looks for it.
          </p>
        </EmptyState>
      </Card>
    )}
  </>
));

function DomainCard({ domain: it, clock }: { domain: Domain; clock: Clock }) {
  const path = `/sso/domains/${publicId("dom", it.id)}`;
  return (
    <Card title={shownOf(it.domain)} aside={<StateOf domain={it} clock={clock} />}>
      <div class="space-y-4">
        {it.missingSince
          ? (
            <p>
              The record is missing since{" "}
              <Ago at={it.missingSince} clock={clock} />. The proof stays for now: put the record back, or
              remove the domain if it is no longer yours.
            </p>
          )
          : !it.provenAt && (
            <p class="text-base-content/80">
              {it.lastRefusal
                ? DOMAIN_REFUSALS[it.lastRefusal]
                : "Put this record into the domain's DNS, then let us look for it."}
            </p>
          )}
        {(!it.provenAt || it.missingSince) && (
          <DomainRecord domain={it.domain} name={recordNameOf(it.domain)} text={recordTextOf(it.token)} />
        )}
        {it.provenAt && !it.missingSince && (
          <p class="text-base-content/80">
            Leave the record <code class="font-mono text-sm break-all">{recordNameOf(it.domain)}</code>{" "}
            in place: we look for it once a day.
          </p>
        )}
        <div class="flex flex-wrap items-center gap-3">
          <form method="post" action={`${path}/check`}>
            <Button look={it.provenAt && !it.missingSince ? "quiet" : "primary"} class="btn-sm">
              Look now<span class="sr-only">{` for the record of ${it.domain}`}</span>
            </Button>
          </form>
          <Button look="quiet" class="btn-sm" href={`${path}/removal`}>
            Remove<span class="sr-only">{` ${it.domain}`}</span>
          </Button>
          {it.lastCheckedAt && (
            <span class="text-sm text-base-content/75">
              Looked <Ago at={it.lastCheckedAt} clock={clock} />
            </span>
          )}
        </div>
      </div>
    </Card>
  );
}

function StateOf({ domain: { provenAt, missingSince }, clock }: { domain: Domain; clock: Clock }) {
  if (missingSince) return <Badge tone="bad">Record missing</Badge>;
  if (!provenAt) return <Badge tone="waiting">Not proven yet</Badge>;
  return (
    <Badge tone="good">
      Proven <Ago at={provenAt} clock={clock} />
    </Badge>
  );
}

/** Beside what DNS has, what people read. */
function shownOf(domain: string): string {
  return domain.includes("xn--") ? `${domainToUnicode(domain)} (${domain})` : domain;
}
