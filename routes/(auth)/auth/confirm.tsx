import { type Context, page } from "fresh";
import { Doorstep } from "@/components/Doorstep.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageTitle } from "@/components/PageTitle.tsx";
import { WaysToConfirm } from "@/components/WaysToConfirm.tsx";
import type { Waiting } from "@/lib/tenancy/door/find_waiting.ts";
import { answerWaiting, findWaitingPage, type WaitingPage } from "@/routes/(_http)/waiting_login.ts";
import { define, type State } from "@/utils.ts";

/** Somebody who is signed in wants to do something dangerous, and shows again who it is. */
export const handler = define.handlers({
  async GET(ctx) {
    const shown = await findWaitingPage(ctx, { isExpected: isOfSession(ctx) });
    return shown ? page<WaitingPage>(shown) : ctx.redirect(OVER, 303);
  },

  async POST(ctx) {
    return await answerWaiting(ctx, isOfSession(ctx)) ?? ctx.redirect(OVER, 303);
  },
});

const OVER = "/dashboard?notice=confirm-again";

function isOfSession({ state: { session } }: Context<State>): (waiting: Waiting) => boolean {
  return ({ purpose, sessionId }) => purpose === "step_up" && session?.sessionId === sessionId;
}

export default define.page<typeof handler>(({ data: { refusal, ways, returnPath, login, ...shown } }) => (
  <Doorstep home="/dashboard" footer={<a class="link" href={returnPath}>Leave it as it was</a>}>
    <PageTitle title="Is it still you?" lead="What you want to do matters, so we ask once more." />
    {refusal && <Notice tone="error">{refusal}</Notice>}
    {ways.length > 0
      ? <WaysToConfirm ways={ways} action="/auth/confirm" carries={{ login }} {...shown} />
      : (
        <EmptyState title="Nothing to show it with">
          Sign out and in again; for ten minutes nobody asks after that.
        </EmptyState>
      )}
  </Doorstep>
));
