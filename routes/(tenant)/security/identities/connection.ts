import { methodOf } from "@/lib/identity/methods.ts";
import { parsePublicId } from "@/lib/ids.ts";
import { listConnectable } from "@/lib/tenancy/door/list_connectable.ts";
import { startLogin } from "@/lib/tenancy/door/start_login.ts";
import { leaveFor } from "@/routes/(_http)/leave_for.tsx";
import { bindingFor, keepBinding } from "@/routes/(_http)/login_cookie.ts";
import { noticeOfRefusal } from "@/routes/(_http)/notice_of_refusal.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { requireFresh } from "@/routes/(_http)/require_fresh.ts";
import { requireFullProof } from "@/routes/(_http)/require_full_proof.ts";
import { visitorOf } from "@/routes/(_http)/visitor_of.ts";
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
    const ask = connectionId ? await requireFresh(ctx, asking) : await requireFullProof(ctx, asking);
    if (ask) return ask;
    const { tenant, member, session } = ctx.state;
    const { others } = await listConnectable(tenant.id, member.userId);
    const chosen = others.find((it) => it.kind === sent.kind && it.connectionId === connectionId);
    if (!chosen) return ctx.redirect(withNotice(LIST, "method-not-allowed"), 303);
    const binding = bindingFor(ctx.req);
    const started = await startLogin({
      tenant,
      method: methodOf(chosen.kind)!,
      purpose: "link",
      connectionId,
      form: {},
      returnPath: LIST,
      binding,
      session: { userId: member.userId, sessionId: session!.sessionId },
      visitor: visitorOf(ctx),
      now: new Date(),
    });
    if (!started.ok) return ctx.redirect(withNotice(LIST, noticeOfRefusal(started.reason)), 303);
    const res = await leaveFor(ctx, started.goTo!);
    keepBinding(res.headers, binding);
    return res;
  },
});
