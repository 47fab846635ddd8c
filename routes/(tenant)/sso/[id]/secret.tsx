import { HttpError, page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { Field, type FieldErrors } from "@/components/Field.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { replaceSecret } from "@/lib/identity/connections/change_connection.ts";
import { ClientSecretForm } from "@/lib/identity/connections/connection_forms.ts";
import type { ListedConnection } from "@/lib/identity/connections/list_connections.ts";
import { formErrors, readForm } from "@/routes/(_http)/read_form.ts";
import { requireFresh } from "@/routes/(_http)/require_fresh.ts";
import { define } from "@/utils.ts";
import { connectionOf, pathOf } from "../(_sso)/connection_of.ts";

type Shown = { connection: ListedConnection; errors: FieldErrors };

export const handler = define.handlers({
  async GET(ctx) {
    const connection = await connectionOf(ctx);
    if (connection.kind !== "oidc") throw new HttpError(404);
    return page<Shown>({ connection, errors: {} });
  },

  async POST(ctx) {
    const connection = await connectionOf(ctx);
    const sent = await readForm(ctx.req);
    const ask = await requireFresh(ctx, { sent });
    if (ask) return ask;
    const parsed = ClientSecretForm.safeParse(sent);
    if (!parsed.success) {
      return page<Shown>({ connection, errors: formErrors(parsed.error) }, { status: 422 });
    }
    const { tenant, actor } = ctx.state;
    const replaced = await replaceSecret(tenant.id, {
      connectionId: connection.id,
      clientSecret: parsed.data.client_secret,
      actor,
      now: new Date(),
    });
    if (!replaced.ok) throw new HttpError(404);
    return ctx.redirect(`${pathOf(connection)}?notice=secret-replaced`, 303);
  },
});

export default define.page<typeof handler>(({ data: { connection, errors } }) => (
  <>
    <PageHeader
      title={`Replace the secret of “${connection.name}”`}
      lead="Make a new client secret at the provider first, and let the old one live until a test login has worked with the new one."
    />
    <Card>
      <form method="post" class="max-w-lg space-y-5" novalidate>
        <Field
          label="New client secret"
          name="client_secret"
          type="password"
          errors={errors}
          hint="The old one is forgotten here at once. This one is stored sealed and never shown again"
          required
          autocomplete="new-password"
        />
        <div class="flex flex-wrap gap-3">
          <Button>Replace the secret</Button>
          <Button look="quiet" href={pathOf(connection)}>Keep the old one</Button>
        </div>
      </form>
    </Card>
  </>
));
