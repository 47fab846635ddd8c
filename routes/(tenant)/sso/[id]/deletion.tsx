import { HttpError, page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { deleteConnection } from "@/lib/identity/connections/delete_connection.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { requireFresh } from "@/routes/(_http)/require_fresh.ts";
import { define } from "@/utils.ts";
import { connectionOf, pathOf } from "../(_sso)/connection_of.ts";

export const handler = define.handlers({
  GET: async (ctx) => page(await connectionOf(ctx)),

  async POST(ctx) {
    const connection = await connectionOf(ctx);
    const ask = await requireFresh(ctx, { sent: await readForm(ctx.req) });
    if (ask) return ask;
    const { tenant, actor } = ctx.state;
    const deleted = await deleteConnection(tenant.id, { connectionId: connection.id, actor });
    if (deleted.ok) return ctx.redirect("/sso?notice=connection-deleted", 303);
    if (deleted.reason === "not_found") throw new HttpError(404);
    return ctx.redirect(`${pathOf(connection)}?notice=connection-enforced`, 303);
  },
});

export default define.page<typeof handler>(({ data: connection }) => {
  const { name, people } = connection;
  return (
    <>
      <PageHeader title={`Delete “${name}”?`} />
      <Card>
        <div class="max-w-2xl space-y-5">
          <p>
            {people === 0
              ? "Nobody comes in by this connection, so nobody will miss it."
              : `${
                people === 1 ? "One person comes" : `${people} people come`
              } in by this connection. They stay members, and come in by their other ways: a password, a mail, another connection. Who has none sets a password by “Forgot your password?”.`}
          </p>
          <p class="font-medium">
            This cannot be undone. Added again, the connection has other addresses for the provider, and
            people connect anew.
          </p>
          <form method="post" class="flex flex-wrap gap-3">
            <Button look="danger">Delete the connection</Button>
            <Button look="quiet" href={pathOf(connection)}>Keep it</Button>
          </form>
        </div>
      </Card>
    </>
  );
});
