import { type Context, page } from "fresh";
import { Card } from "@/components/Card.tsx";
import { KeptFormAgain } from "@/components/KeptFormAgain.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { confirmOperator, waysToConfirmOperator } from "@/lib/identity/operators/confirm_operator.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { renewTokens } from "@/routes/(_http)/renew_tokens.ts";
import { safePath } from "@/routes/(_http)/safe_path.ts";
import { visitorOf } from "@/routes/(_http)/visitor_of.ts";
import { withNotice } from "@/routes/(_http)/with_notice.ts";
import { wrongAnswer } from "@/routes/(_http)/wrong_answer.ts";
import { openWaitingForm } from "@/routes/admin/(_http)/waiting_form.ts";
import { answerIn, asksOf, proofOf, waysToShow } from "@/routes/admin/(_http)/ways_to_show.ts";
import { ConfirmPage, type ConfirmPageProps } from "@/routes/admin/(_parts)/confirm_page.tsx";
import { define, type State } from "@/utils.ts";

export const handler = define.handlers({
  async GET(ctx) {
    return page(await shownFor(ctx, { next: ctx.url.searchParams.get("next") ?? undefined }));
  },

  async POST(ctx) {
    const sent = await readForm(ctx.req);
    const shown = await shownFor(ctx, sent);
    const kind = proofOf(sent.kind);
    if (!kind) return page({ ...shown, refusal: SHOW_ANOTHER }, { status: 422 });
    const { sessionId } = ctx.state.session!;
    const [visitor, now] = [visitorOf(ctx), new Date()];
    const answer = answerIn(sent, kind);
    const confirmed = await confirmOperator(ctx.state.operator, { sessionId, kind, answer, visitor, now });
    if (confirmed.ok) return await goOn(ctx, shown);
    if (confirmed.reason === "over") return page({ ...shown, refusal: SHOW_ANOTHER }, { status: 409 });
    const { said, init } = wrongAnswer(asksOf(kind), confirmed);
    return page({ ...shown, tried: kind, ...said }, init);
  },
});

const SHOW_ANOTHER = "This is not what we ask for any more; show this instead";

async function shownFor(
  { state: { operator } }: Context<State>,
  { next, waiting }: { next?: string; waiting?: string },
): Promise<ConfirmPageProps> {
  const ways = waysToShow(await waysToConfirmOperator(operator));
  return { ways, errors: {}, next: safePath(next, "/admin"), waiting };
}

/** With tokens that say who was confirmed, and when: back to the page, or on with what was posted. */
async function goOn(ctx: Context<State>, { next, waiting }: ConfirmPageProps): Promise<Response> {
  const { sessionId } = ctx.state.session!;
  const form = waiting ? openWaitingForm(waiting, sessionId) : undefined;
  const res = form
    ? await ctx.render(
      <>
        <PageHeader title="Thank you" lead="One more click does what you wanted to do." />
        <Card>
          <div class="max-w-md">
            <KeptFormAgain form={form} />
          </div>
        </Card>
      </>,
    )
    : ctx.redirect(withNotice(next, "confirmed"), 303);
  await renewTokens(ctx, res.headers);
  return res;
}

export default define.page<typeof handler>(({ data }) => <ConfirmPage {...data} />);
