import { HttpError, page } from "fresh";
import { Doorstep } from "@/components/Doorstep.tsx";
import { OtherWays } from "@/components/OtherWays.tsx";
import { PageTitle } from "@/components/PageTitle.tsx";
import { methodOf } from "@/lib/identity/methods/methods.ts";
import { parsePublicId } from "@/lib/ids.ts";
import { listWaysIn } from "@/lib/tenancy/door/list_ways_in.ts";
import { baseOrigin } from "@/lib/tenancy/host.ts";
import { beginElsewhere } from "@/routes/(_http)/begin_elsewhere.ts";
import { safePath } from "@/routes/(_http)/safe_path.ts";
import { withNotice } from "@/routes/(_http)/with_notice.ts";
import { define } from "@/utils.ts";

type Asked = { way: { kind: string; name: string; connection: string }; next: string };

/**
 * Straight to a connection's provider, for whoever follows a link or clicks a tile of the provider's; a page that led here
 * by itself opens no session, so who comes without a click is asked for one. It opens nothing by itself: the provider says
 * who is there, and who that is to us the login finds out.
 */
export const handler = define.handlers({
  async GET(ctx) {
    const { kind, connection } = ctx.params;
    const method = methodOf(kind);
    const connectionId = parsePublicId("con", connection);
    if (!method?.needsConnection || !connectionId) throw new HttpError(404);
    const next = safePath(ctx.url.searchParams.get("next"), "/dashboard");
    const { connections } = await listWaysIn(ctx.state.tenant.id);
    const found = connections.find((it) => it.id === connectionId && it.kind === kind);
    const hasClicked = ctx.req.headers.get("sec-fetch-user") === "?1";
    if (!found) return ctx.redirect(withNotice("/signin", "connection-closed"), 303);
    if (!hasClicked) return page<Asked>({ way: { kind, name: found.name, connection }, next });
    const starting = { method, purpose: "sign_in", connectionId, form: {}, returnPath: next } as const;
    return await beginElsewhere(ctx, starting);
  },
});

export default define.page<typeof handler>(({ data: { way, next }, state: { tenant } }) => (
  <Doorstep home={baseOrigin()} footer={<a class="link" href="/signin">Sign in another way</a>}>
    <PageTitle title={`Sign in to ${tenant.name}`} lead="One click, and you are on your way." />
    <OtherWays ways={[way]} next={next} isAlone />
  </Doorstep>
));
