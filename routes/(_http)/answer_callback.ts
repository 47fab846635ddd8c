import type { Context } from "fresh";
import { takeAnswer } from "@/lib/tenancy/door/take_answer.ts";
import type { State } from "@/utils.ts";
import { leaveFor } from "./leave_for.tsx";
import { readBinding } from "./login_cookie.ts";
import { readForm } from "./read_form.ts";
import { turnBack } from "./turn_back.ts";
import { visitorOf } from "./visitor_of.ts";

/** A provider's answer, by whichever way it comes: in the address, or in a form that its own page posts. */
export async function answerCallback(
  ctx: Context<State>,
  { kind, connectionId }: { kind: string; connectionId?: string },
): Promise<Response> {
  const { req, url } = ctx;
  const form = req.method === "POST" ? await readForm(req) : {};
  const state = url.searchParams.get("state") ?? url.searchParams.get("RelayState") ??
    form.state ?? form.RelayState ?? "";
  const taken = await takeAnswer({
    kind,
    connectionId,
    url,
    form,
    state,
    baseBinding: readBinding(req) ?? "",
    visitor: visitorOf(ctx),
    now: new Date(),
  });
  return taken.ok ? await leaveFor(ctx, taken.goTo) : turnBack(taken);
}
