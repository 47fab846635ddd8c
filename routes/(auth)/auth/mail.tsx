import { page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Doorstep } from "@/components/Doorstep.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageTitle } from "@/components/PageTitle.tsx";
import { WaysToConfirm } from "@/components/WaysToConfirm.tsx";
import { baseOrigin } from "@/lib/tenancy/host.ts";
import type { Waiting } from "@/lib/tenancy/door/find_waiting.ts";
import { answerWaiting, findWaitingPage, type WaitingPage } from "@/routes/(_http)/waiting_login.ts";
import { define } from "@/utils.ts";

/** `isElsewhere`: the link of a mail, opened where nobody asked for it. */
type Shown = (WaitingPage & { token?: string }) | { isElsewhere: true };

/** Where a link by mail leads, and where its digits are typed. To look at it changes nothing: scanners follow links. */
export const handler = define.handlers({
  async GET(ctx) {
    const token = ctx.url.searchParams.get("token") ?? undefined;
    const shown = await findWaitingPage(ctx, { isExpected });
    if (shown) return page<Shown>({ ...shown, token });
    return token ? page<Shown>({ isElsewhere: true }) : ctx.redirect(OVER, 303);
  },

  async POST(ctx) {
    return await answerWaiting(ctx, isExpected) ?? ctx.redirect(OVER, 303);
  },
});

const OVER = "/signin?notice=handoff-failed";

function isExpected({ purpose, state, ways: [way] }: Waiting): boolean {
  return purpose === "sign_in" && state === "started" && way?.method.kind === "magic_link";
}

export default define.page<typeof handler>(({ data }) => (
  <Doorstep home={baseOrigin()} footer={<a class="link" href="/signin">Sign in another way</a>}>
    {"isElsewhere" in data ? <Elsewhere /> : <HereAtTheDoor {...data} />}
  </Doorstep>
));

function HereAtTheDoor({ token, refusal, ways, login, ...shown }: WaitingPage & { token?: string }) {
  if (token !== undefined) {
    return (
      <>
        <PageTitle title="Welcome back" lead="One click, and you are in." />
        <form method="post" action="/auth/mail">
          <input type="hidden" name="login" value={login} />
          <input type="hidden" name="kind" value="magic_link" />
          <input type="hidden" name="token" value={token} />
          <Button class="w-full">Sign in</Button>
        </form>
      </>
    );
  }
  return (
    <>
      <PageTitle
        title="Look into your mail"
        lead="If somebody lives here by that address, a mail is on its way. Open its link in this browser, or type its digits here, within ten minutes."
      />
      {refusal && <Notice tone="error">{refusal}</Notice>}
      <WaysToConfirm ways={ways} action="/auth/mail" carries={{ login }} {...shown} />
    </>
  );
}

function Elsewhere() {
  return (
    <>
      <PageTitle
        title="Not in this browser"
        lead="This link lets in the browser where somebody asked for it, and no other, or it has been used or is too old."
      />
      <p>
        Did you ask on another device? Then go back to it, and type there the six digits from the same mail.
        Did you not ask at all? Then there is nothing to do.
      </p>
    </>
  );
}
