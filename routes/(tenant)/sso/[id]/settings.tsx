import { HttpError, page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { ConnectionFields } from "@/components/ConnectionFields.tsx";
import { ORGANIZATION_TAKEN } from "@/components/connection_words.ts";
import type { FieldErrors } from "@/components/Field.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { changeConnection } from "@/lib/identity/connections/change_connection.ts";
import type { ListedConnection } from "@/lib/identity/connections/list_connections.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { requireFresh } from "@/routes/(_http)/require_fresh.ts";
import { define } from "@/utils.ts";
import { connectionOf, pathOf } from "../(_sso)/connection_of.ts";
import { fieldsOf, settingsOfForm } from "../(_sso)/settings_of_form.ts";

type Shown = { connection: ListedConnection; values: Record<string, string>; errors: FieldErrors };

export const handler = define.handlers({
  async GET(ctx) {
    const connection = await connectionOf(ctx);
    return page<Shown>({ connection, values: fieldsOf(connection), errors: {} });
  },

  async POST(ctx) {
    const connection = await connectionOf(ctx);
    const values = await readForm(ctx.req);
    const ask = await requireFresh(ctx, { sent: values });
    if (ask) return ask;
    const now = new Date();
    const read = await settingsOfForm(connection.kind, values, { now, kept: connection.settings });
    if (!read.ok) return page<Shown>({ connection, values, errors: read.errors }, { status: 422 });
    const { tenant, actor } = ctx.state;
    const { id: connectionId, kind } = connection;
    const changed = await changeConnection(tenant.id, {
      connectionId,
      kind,
      settings: read.settings,
      actor,
      now,
    });
    if (changed.ok) return ctx.redirect(`${pathOf(connection)}?notice=connection-changed`, 303);
    if (changed.reason === "organization_taken") {
      const errors = { organization_id: ORGANIZATION_TAKEN };
      return page<Shown>({ connection, values, errors }, { status: 422 });
    }
    if (changed.reason === "not_found") throw new HttpError(404);
    return ctx.redirect(`${pathOf(connection)}?notice=connection-enforced`, 303);
  },
});

export default define.page<typeof handler>(({ data: { connection, values, errors } }) => (
  <>
    <PageHeader
      title={`Change “${connection.name}”`}
      lead="What a login goes by. Afterwards the connection is a draft again, to be tested before anybody comes in by it."
    />
    {connection.enforcedAt
      ? (
        <Notice tone="error">
          This connection is the only way in. Allow other ways first, so that nobody stands outside meanwhile.
        </Notice>
      )
      : connection.state === "enabled" && (
        <Notice tone="info">
          Your people come in by this connection now. With the change they cannot, until you have tested and
          enabled it again; their sessions go on.
        </Notice>
      )}
    <Card>
      <form method="post" class="max-w-lg space-y-5" novalidate>
        <ConnectionFields kind={connection.kind} values={values} errors={errors} />
        <div class="flex flex-wrap gap-3">
          <Button>Change the connection</Button>
          <Button look="quiet" href={pathOf(connection)}>Leave it as it is</Button>
        </div>
      </form>
    </Card>
  </>
));
