import { type Context, page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { Doorstep } from "@/components/Doorstep.tsx";
import type { FieldErrors } from "@/components/Field.tsx";
import { FirstCode } from "@/components/FirstCode.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageTitle } from "@/components/PageTitle.tsx";
import { ScanWithApp } from "@/components/ScanWithApp.tsx";
import {
  type Proposal,
  proposeAuthenticator,
  sameProposal,
} from "@/lib/identity/methods/totp/propose_authenticator.ts";
import { parsePublicId } from "@/lib/ids.ts";
import { answerHere } from "@/lib/tenancy/door/answer_here.ts";
import { findWaiting } from "@/lib/tenancy/door/find_waiting.ts";
import { findMember } from "@/lib/tenancy/find_member.ts";
import { baseOrigin } from "@/lib/tenancy/host.ts";
import { arrive } from "@/routes/(_http)/arrive.tsx";
import { firstCodeError } from "@/routes/(_http)/first_code_error.ts";
import { readBinding } from "@/routes/(_http)/login_cookie.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { visitorOf } from "@/routes/(_http)/visitor_of.ts";
import { define, type State } from "@/utils.ts";

type Shown = { login: string; proposal: Proposal; errors: FieldErrors; refusal?: string };
type Person = { userId: string; account: string; now: Date };

const OVER = "/signin?notice=handoff-failed";

/** Somebody has shown a first factor where everybody is asked for a second one, and has none yet. */
export const handler = define.handlers({
  async GET(ctx) {
    const login = ctx.url.searchParams.get("login") ?? "";
    const person = await personAtDoor(ctx, login);
    if (!person) return ctx.redirect(OVER, 303);
    return page<Shown>({ login, proposal: proposeAuthenticator(person), errors: {} });
  },

  async POST(ctx) {
    const sent = await readForm(ctx.req);
    const { login = "", proposal = "" } = sent;
    const person = await personAtDoor(ctx, login);
    if (!person) return ctx.redirect(OVER, 303);
    const { tenant, session } = ctx.state;
    const arrived = await answerHere({
      tenant,
      loginId: parsePublicId("log", login)!,
      kind: "totp",
      form: { proposal, code: sent.code ?? "" },
      url: ctx.url,
      binding: readBinding(ctx.req)!,
      session,
      visitor: visitorOf(ctx),
      now: person.now,
    });
    // Inside the recovery codes come next: a person without them is one lost phone away from the street.
    if (arrived.ok) return await arrive(ctx, { ...arrived, returnPath: "/security/recovery-codes" });
    const again = {
      login,
      proposal: sameProposal(proposal, person) ?? proposeAuthenticator(person),
      errors: {},
    };
    switch (arrived.reason) {
      case "malformed_code":
      case "wrong_code":
        return page<Shown>({ ...again, errors: { code: firstCodeError(arrived.reason) } }, { status: 422 });
      case "stale_proposal":
        return page<Shown>({ ...again, refusal: STALE }, { status: 422 });
      default:
        return await arrive(ctx, arrived);
    }
  },
});

const STALE = "That page had become too old. Scan this new code instead";

/** Undefined where this browser has no such login, or its person has something to show. */
async function personAtDoor(
  { req, state: { tenant } }: Context<State>,
  login: string,
): Promise<Person | undefined> {
  const [loginId, binding, now] = [parsePublicId("log", login), readBinding(req), new Date()];
  if (!loginId || !binding) return undefined;
  const waiting = await findWaiting(tenant.id, { loginId, binding, now });
  if (waiting?.purpose !== "sign_in" || waiting.ways.length > 0 || !waiting.userId) return undefined;
  const member = await findMember(tenant.id, waiting.userId);
  return member && { userId: member.userId, account: member.email, now };
}

export default define.page<typeof handler>((
  { data: { login, proposal, errors, refusal }, state: { tenant } },
) => (
  <Doorstep home={baseOrigin()} footer={<a class="link" href="/signin">Sign in as somebody else</a>}>
    <PageTitle
      title="Set up a second factor"
      lead={`${tenant.name} asks everybody for one: six digits from an app on your phone. Any app for one-time codes will do.`}
    />
    {refusal && <Notice tone="error">{refusal}</Notice>}
    <form method="post" action="/auth/set-up" class="space-y-5" novalidate>
      <input type="hidden" name="login" value={login} />
      <input type="hidden" name="proposal" value={proposal.sealed} />
      <ScanWithApp {...proposal} />
      <FirstCode errors={errors} />
      <Button class="w-full">Turn it on and go in</Button>
    </form>
  </Doorstep>
));
