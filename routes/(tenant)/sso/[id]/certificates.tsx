import { HttpError, page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { CertificateList } from "@/components/CertificateList.tsx";
import { LOOK_REFUSALS } from "@/components/connection_words.ts";
import type { FieldErrors } from "@/components/Field.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { Lines } from "@/components/Lines.tsx";
import { keepCertificates } from "@/lib/identity/connections/change_connection.ts";
import { CertificateForm } from "@/lib/identity/connections/connection_forms.ts";
import type { ListedConnection } from "@/lib/identity/connections/list_connections.ts";
import { fetchSamlMetadata } from "@/lib/identity/methods/saml/fetch_metadata.ts";
import { readCertificate } from "@/lib/identity/methods/saml/read_certificate.ts";
import { formErrors, readForm } from "@/routes/(_http)/read_form.ts";
import { requireFresh } from "@/routes/(_http)/require_fresh.ts";
import { define } from "@/utils.ts";
import { connectionOf, pathOf } from "../(_sso)/connection_of.ts";

type SamlListed = Extract<ListedConnection, { kind: "saml" }>;
type Shown = { connection: SamlListed; certificate: string; errors: FieldErrors };

export const handler = define.handlers({
  async GET(ctx) {
    return page<Shown>({ connection: samlOnly(await connectionOf(ctx)), certificate: "", errors: {} });
  },

  /** Adds the one that was pasted, takes with `remove` one away by its place, or with `read` asks the provider. */
  async POST(ctx) {
    const connection = samlOnly(await connectionOf(ctx));
    const sent = await readForm(ctx.req);
    const ask = await requireFresh(ctx, { sent });
    if (ask) return ask;
    const changed = sent.read === "yes" ? await readAgain(connection) : withChange(connection, sent);
    if (!changed.ok) {
      const { certificate = "" } = sent;
      return page<Shown>({ connection, certificate, errors: changed.errors }, { status: 422 });
    }
    const { tenant, actor } = ctx.state;
    const { certificates } = changed;
    const kept = await keepCertificates(tenant.id, {
      connectionId: connection.id,
      certificates,
      actor,
      now: new Date(),
    });
    if (!kept.ok && kept.reason === "not_found") throw new HttpError(404);
    const notice = kept.ok ? "certificates-changed" : "certificate-last";
    return ctx.redirect(`${pathOf(connection, "/certificates")}?notice=${notice}`, 303);
  },
});

export default define.page<typeof handler>(
  ({ data: { connection, certificate, errors }, state: { clock } }) => {
    const { name, settings: { certificates } } = connection;
    return (
      <>
        <PageHeader
          title={`Certificates of “${name}”`}
          lead="Add the new one before the provider changes over, and remove the old one afterwards: with both, nobody is locked out in between."
        />
        <div class="grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-2">
          <Card title="Those that count now">
            <div class="space-y-5">
              {certificates.map((pem, index) => (
                <div key={pem} class="flex flex-wrap items-end justify-between gap-3">
                  <CertificateList certificates={[pem]} clock={clock} />
                  {certificates.length > 1 && (
                    <form method="post">
                      <Button look="quiet" class="btn-sm" name="remove" value={String(index)}>
                        Remove<span class="sr-only">{` certificate ${index + 1}`}</span>
                      </Button>
                    </form>
                  )}
                </div>
              ))}
              {connection.settings.metadataUrl && (
                <form method="post" class="space-y-2">
                  <Button look="quiet" class="btn-sm" name="read" value="yes">
                    Read them from the provider again
                  </Button>
                  {errors.metadata && <p class="text-sm font-medium text-error">{errors.metadata}</p>}
                </form>
              )}
            </div>
          </Card>
          <Card title="Add one">
            <form method="post" class="max-w-lg space-y-5" novalidate>
              <Lines
                label="Certificate"
                name="certificate"
                value={certificate}
                errors={errors}
                hint="As PEM, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----"
                rows={8}
              />
              <div class="flex flex-wrap gap-3">
                <Button>Add the certificate</Button>
                <Button look="quiet" href={pathOf(connection)}>Back to the connection</Button>
              </div>
            </form>
          </Card>
        </div>
      </>
    );
  },
);

function samlOnly(connection: ListedConnection): SamlListed {
  if (connection.kind !== "saml") throw new HttpError(404);
  return connection;
}

type Changed = { ok: true; certificates: string[] } | { ok: false; errors: FieldErrors };

/** Those that the provider's metadata has now; another provider at that address is none of ours. */
async function readAgain({ settings: { metadataUrl, entityId } }: SamlListed): Promise<Changed> {
  const fetched = await fetchSamlMetadata(metadataUrl ?? "");
  if (!fetched.ok) return { ok: false, errors: { metadata: LOOK_REFUSALS[fetched.reason] } };
  if (fetched.metadata.entityId !== entityId) {
    return { ok: false, errors: { metadata: "The metadata there is of another entity ID now" } };
  }
  return { ok: true, certificates: fetched.metadata.certificates.map((it) => it.pem) };
}

function withChange(connection: SamlListed, sent: Record<string, string>): Changed {
  const { certificates } = connection.settings;
  if (sent.remove !== undefined) return { ok: true, certificates: without(connection, sent.remove) };
  const parsed = CertificateForm.safeParse(sent);
  if (!parsed.success) return { ok: false, errors: formErrors(parsed.error) };
  const read = readCertificate(parsed.data.certificate);
  if (!read.ok) return { ok: false, errors: { certificate: LOOK_REFUSALS[read.reason] } };
  return { ok: true, certificates: [...new Set([...certificates, read.certificate.pem])] };
}

function without({ settings: { certificates } }: SamlListed, place: string): string[] {
  return certificates.filter((_, index) => String(index) !== place);
}
