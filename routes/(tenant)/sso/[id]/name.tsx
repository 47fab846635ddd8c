import { HttpError, page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { Field, type FieldErrors } from "@/components/Field.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { renameConnection } from "@/lib/identity/connections/change_connection.ts";
import { RenameForm } from "@/lib/identity/connections/connection_forms.ts";
import type { ListedConnection } from "@/lib/identity/connections/list_connections.ts";
import { formErrors, readForm } from "@/routes/(_http)/read_form.ts";
import { define } from "@/utils.ts";
import { connectionOf, pathOf } from "../(_sso)/connection_of.ts";

type Shown = { connection: ListedConnection; name: string; errors: FieldErrors };

export const handler = define.handlers({
  async GET(ctx) {
    const connection = await connectionOf(ctx);
    return page<Shown>({ connection, name: connection.name, errors: {} });
  },

  async POST(ctx) {
    const connection = await connectionOf(ctx);
    const sent = await readForm(ctx.req);
    const parsed = RenameForm.safeParse(sent);
    if (!parsed.success) {
      const { name = "" } = sent;
      return page<Shown>({ connection, name, errors: formErrors(parsed.error) }, { status: 422 });
    }
    const { tenant, actor } = ctx.state;
    const renaming = { connectionId: connection.id, name: parsed.data.name, actor };
    if (!(await renameConnection(tenant.id, renaming)).ok) throw new HttpError(404);
    return ctx.redirect(`${pathOf(connection)}?notice=connection-renamed`, 303);
  },
});

export default define.page<typeof handler>(({ data: { connection, name, errors } }) => (
  <>
    <PageHeader title={`Rename “${connection.name}”`} lead="What your people read on the sign-in page." />
    <Card>
      <form method="post" class="max-w-lg space-y-5" novalidate>
        <Field
          label="Name"
          name="name"
          value={name}
          errors={errors}
          required
          maxLength={80}
          autocomplete="off"
        />
        <div class="flex flex-wrap gap-3">
          <Button>Rename it</Button>
          <Button look="quiet" href={pathOf(connection)}>Leave it as it is</Button>
        </div>
      </form>
    </Card>
  </>
));
