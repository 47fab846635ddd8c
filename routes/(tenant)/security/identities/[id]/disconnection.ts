import { HttpError } from "fresh";
import { disconnectIdentity } from "@/lib/identity/disconnect_identity.ts";
import { parsePublicId } from "@/lib/ids.ts";
import { ownOrigin } from "@/routes/(_http)/own_origin.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { requireProofEverywhere } from "@/routes/(_http)/require_proof_everywhere.ts";
import { withNotice } from "@/routes/(_http)/with_notice.ts";
import { define } from "@/utils.ts";

const LIST = "/security/identities";

export const handler = define.handlers({
  GET: (ctx) => ctx.redirect(LIST, 303),

  async POST(ctx) {
    const ask = await requireProofEverywhere(ctx, { sent: await readForm(ctx.req), back: LIST });
    if (ask) return ask;
    const { tenant, member, actor } = ctx.state;
    const identityId = parsePublicId("idn", ctx.params.id);
    const securityUrl = `${ownOrigin(ctx.state)}${LIST}`;
    const disconnected = identityId &&
      await disconnectIdentity(tenant.id, { identityId, member, securityUrl, actor });
    if (!disconnected) throw new HttpError(404);
    if (disconnected.ok) return ctx.redirect(withNotice(LIST, "identity-disconnected"), 303);
    switch (disconnected.reason) {
      case "not_found":
        throw new HttpError(404);
      case "last_way_in":
        return ctx.redirect(withNotice(LIST, "last-way-in"), 303);
    }
  },
});
