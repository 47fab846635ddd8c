import { type Context, page, type PageResponse } from "fresh";
import type { ShownWay } from "@/components/WaysToConfirm.tsx";
import type { FieldErrors } from "@/components/Field.tsx";
import { methodOf } from "@/lib/identity/methods/methods.ts";
import { parsePublicId, publicId } from "@/lib/ids.ts";
import { answerHere } from "@/lib/tenancy/door/answer_here.ts";
import { askElsewhere } from "@/lib/tenancy/door/ask_elsewhere.ts";
import { findWaiting, type Waiting } from "@/lib/tenancy/door/find_waiting.ts";
import type { Refusal } from "@/lib/tenancy/door/refusal.ts";
import type { State } from "@/utils.ts";
import { arrive } from "./arrive.tsx";
import { leaveFor } from "./leave_for.tsx";
import { readBinding } from "./login_cookie.ts";
import { readForm } from "./read_form.ts";
import { visitorOf } from "./visitor_of.ts";
import { wrongAnswer } from "./wrong_answer.ts";

/** What the pages of the second factor and of the step-up show. */
export type WaitingPage = {
  login: string;
  returnPath: string;
  ways: ShownWay[];
  errors: FieldErrors;
  tried?: string;
  refusal?: string;
};

type Expected = (waiting: Waiting) => boolean;

/** The login that the address names; undefined where this browser has no such login, or it waits for something else. */
export async function findWaitingPage(
  ctx: Context<State>,
  { id, isExpected }: { id?: string; isExpected: Expected },
): Promise<WaitingPage | undefined> {
  const loginId = parsePublicId("log", id ?? ctx.url.searchParams.get("login") ?? "");
  const binding = readBinding(ctx.req);
  const waiting = loginId && binding
    ? await findWaiting(ctx.state.tenant.id, { loginId, binding, now: new Date() })
    : undefined;
  if (!waiting || !isExpected(waiting)) return undefined;
  const ways = waiting.ways.map(({ method: { kind, asks }, name, connectionId }) => ({
    kind,
    name,
    connection: connectionId && publicId("con", connectionId),
    asks,
  }));
  return { login: publicId("log", waiting.loginId), returnPath: waiting.returnPath, ways, errors: {} };
}

/** What the person showed: on to where the login leads, or the page again with what was wrong. */
export async function answerWaiting(
  ctx: Context<State>,
  isExpected: Expected,
): Promise<Response | PageResponse<WaitingPage> | undefined> {
  const sent = await readForm(ctx.req);
  const { kind = "", login: id = "", connection } = sent;
  const shown = await findWaitingPage(ctx, { id, isExpected });
  if (!shown) return undefined;
  const { tenant, session } = ctx.state;
  const [loginId, binding] = [parsePublicId("log", id)!, readBinding(ctx.req)!];
  const now = new Date();
  if (!shown.ways.some((it) => it.kind === kind && it.connection === connection)) {
    return refusedPage(shown, { kind, refusal: { ok: false, reason: "" } });
  }
  if (methodOf(kind)?.isCentral) {
    const connectionId = parsePublicId("con", connection ?? "");
    const asked = await askElsewhere({ tenant, loginId, kind, connectionId, binding, now });
    return asked.ok ? await leaveFor(ctx, asked.goTo) : undefined;
  }
  const visitor = visitorOf(ctx);
  const answer = { tenant, loginId, kind, form: sent, url: ctx.url, binding, session, visitor, now };
  const arrived = await answerHere(answer);
  if (arrived.ok || arrived.reason === "needs_second_factor") return await arrive(ctx, arrived);
  if (arrived.reason === "over" || arrived.reason === "other_person") return undefined;
  return refusedPage(shown, { kind, refusal: arrived });
}

function refusedPage(
  shown: WaitingPage,
  { kind, refusal }: { kind: string; refusal: Refusal },
): PageResponse<WaitingPage> {
  const { said, init } = wrongAnswer(shown.ways.find((it) => it.kind === kind)?.asks, refusal);
  return page({ ...shown, tried: kind, ...said }, init);
}
