import { methodOf } from "@/lib/identity/methods/methods.ts";
import { parsePublicId } from "@/lib/ids.ts";
import { listConnectable } from "@/lib/tenancy/door/list_connectable.ts";
import { beginElsewhere } from "@/routes/(_http)/begin_elsewhere.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { requireFresh } from "@/routes/(_http)/require_fresh.ts";
import { requireProofEverywhere } from "@/routes/(_http)/require_proof_everywhere.ts";
import { withNotice } from "@/routes/(_http)/with_notice.ts";
import { define } from "@/utils.ts";

const LIST = "/security/identities";

/** Somebody who is signed in, and has shown so just now, connects an identity elsewhere. */
export const handler = define.handlers({
  GET: (ctx) => ctx.redirect(LIST, 303),

  async POST(ctx) {
    const sent = await readForm(ctx.req);
    const connectionId = parsePublicId("con", sent.connection ?? "");
    // A connection opens this house alone; what belongs to none opens every house of the person.
    const asking = { sent, back: LIST };
    const ask = connectionId ? await requireFresh(ctx, asking) : await requireProofEverywhere(ctx, asking);
    if (ask) return ask;
    const { tenant, member, session } = ctx.state;
    const { others } = await listConnectable(tenant.id, member.userId);
    const chosen = others.find((it) => it.kind === sent.kind && it.connectionId === connectionId);
    if (!chosen) return ctx.redirect(withNotice(LIST, "method-not-allowed"), 303);
    return await beginElsewhere(ctx, {
      method: methodOf(chosen.kind)!,
      purpose: "link",
      connectionId,
      form: {},
      returnPath: LIST,
      session: { userId: member.userId, sessionId: session!.sessionId },
    });
  },
});
