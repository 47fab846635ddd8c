import type { Context } from "fresh";
import { beginUnasked } from "@/lib/tenancy/door/begin_unasked.ts";
import { takeAnswer } from "@/lib/tenancy/door/take_answer.ts";
import type { State } from "@/utils.ts";
import { leaveFor } from "./leave_for.tsx";
import { readBinding } from "./login_cookie.ts";
import { readForm } from "./read_form.ts";
import { turnBack } from "./turn_back.ts";
import { visitorOf } from "./visitor_of.ts";

/** A SAML response has up to 256 KB, and some of its letters take three in a form. */
const MAX_ANSWER_BYTES = 320 * 1024;

/** A provider's answer, by whichever way it comes: in the address, or in a form that its own page posts. */
export async function answerCallback(
  ctx: Context<State>,
  { kind, connectionId }: { kind: string; connectionId?: string },
): Promise<Response> {
  const { req, url } = ctx;
  const form = req.method === "POST" ? await readForm(req, { maxBytes: MAX_ANSWER_BYTES }) : {};
  const state = url.searchParams.get("state") ?? url.searchParams.get("RelayState") ??
    form.state ?? form.RelayState ?? "";
  const answered = { kind, connectionId, form, visitor: visitorOf(ctx), now: new Date() };
  const taken = await takeAnswer({ ...answered, url, state, baseBinding: readBinding(req) ?? "" });
  if (taken.ok) return await leaveFor(ctx, taken.goTo);
  // Of no login that anybody began: some providers have a tile that begins one.
  const beginAt = taken.origin ? undefined : await beginUnasked(answered);
  return beginAt ? await leaveFor(ctx, beginAt) : await turnBack(ctx, taken);
}
