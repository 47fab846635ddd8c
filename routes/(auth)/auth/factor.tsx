import { page } from "fresh";
import { Doorstep } from "@/components/Doorstep.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageTitle } from "@/components/PageTitle.tsx";
import { WaysToConfirm } from "@/components/WaysToConfirm.tsx";
import { baseOrigin } from "@/lib/tenancy/host.ts";
import type { Waiting } from "@/lib/tenancy/door/find_waiting.ts";
import { answerWaiting, findWaitingPage, type WaitingPage } from "@/routes/(_http)/waiting_login.ts";
import { define } from "@/utils.ts";

/** Somebody has shown a first factor; the door waits for a second one. */
export const handler = define.handlers({
  async GET(ctx) {
    const shown = await findWaitingPage(ctx, { isExpected });
    return shown ? page<WaitingPage>(shown) : ctx.redirect(OVER, 303);
  },

  async POST(ctx) {
    return await answerWaiting(ctx, isExpected) ?? ctx.redirect(OVER, 303);
  },
});

const OVER = "/signin?notice=handoff-failed";

function isExpected({ purpose, state }: Waiting): boolean {
  return purpose === "sign_in" && state === "needs_second_factor";
}

export default define.page<typeof handler>(({ data: { refusal, ways, login, ...shown } }) => (
  <Doorstep home={baseOrigin()} footer={<a class="link" href="/signin">Sign in as somebody else</a>}>
    <PageTitle title="One more proof" lead="Your account asks for a second factor." />
    {refusal && <Notice tone="error">{refusal}</Notice>}
    {ways.length > 0
      ? <WaysToConfirm ways={ways} action="/auth/factor" carries={{ login }} {...shown} />
      : <EmptyState title="Nothing to show it with">Ask an owner of this house for help.</EmptyState>}
  </Doorstep>
));
