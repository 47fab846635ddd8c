import { type Context, page, type PageResponse } from "fresh";
import type { FieldErrors } from "@/components/Field.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { RecoveryCodesShownOnce } from "@/components/RecoveryCodesShownOnce.tsx";
import type { Actor } from "@/lib/audit/actor.ts";
import type { Door } from "@/lib/identity/factors/door.ts";
import { AuthenticatorForm } from "@/lib/identity/methods/totp/authenticator_form.ts";
import { confirmAuthenticator } from "@/lib/identity/methods/totp/confirm_authenticator.ts";
import {
  type Proposal,
  proposeAuthenticator,
  sameProposal,
} from "@/lib/identity/methods/totp/propose_authenticator.ts";
import type { State } from "@/utils.ts";
import { formErrors } from "./read_form.ts";
import { renewTokens } from "./renew_tokens.ts";
import { withNotice } from "./with_notice.ts";

/** What the page shows on which an app is set up. */
export type ShownSetup = { proposal: Proposal; name: string; errors: FieldErrors; refusal?: string };

type SettingUp = {
  door: Door;
  actor: Actor;
  /** Of the person; the app shows it. */
  email: string;
  /** Where the pages about this person's security are, such as `/security`. */
  home: string;
};

/** A new secret. */
export function offerAuthenticator(
  { state: { session } }: Context<State>,
  { email }: Pick<SettingUp, "email">,
): PageResponse<ShownSetup> {
  const person = { userId: session!.userId, account: email, now: new Date() };
  return page<ShownSetup>({ proposal: proposeAuthenticator(person), name: "My phone", errors: {} });
}

/** The first code of the app: it counts from now on. Or the page again, with what was wrong. */
export async function takeAuthenticator(
  ctx: Context<State>,
  sent: Record<string, string>,
  { door, actor, email, home }: SettingUp,
): Promise<Response | PageResponse<ShownSetup>> {
  const session = ctx.state.session!;
  const now = new Date();
  const askAgain = (answer: Partial<ShownSetup>) => {
    const person = { userId: session.userId, account: email, now };
    // With the same QR code, where it is still good: the person has scanned it already.
    const proposal = sameProposal(sent.proposal ?? "", person) ?? proposeAuthenticator(person);
    return page<ShownSetup>({ proposal, name: sent.name ?? "", errors: {}, ...answer }, { status: 422 });
  };
  const parsed = AuthenticatorForm.safeParse(sent);
  if (!parsed.success) return askAgain({ errors: formErrors(parsed.error) });
  const confirmed = await confirmAuthenticator(door, { ...parsed.data, session, actor, now });
  const added = withNotice(`${home}/authenticator`, "authenticator-added");
  if (!confirmed.ok) {
    return confirmed.reason === "added_before"
      ? ctx.redirect(added, 303)
      : askAgain(refusalOf(confirmed.reason));
  }
  const { recoveryCodes } = confirmed;
  const res = recoveryCodes
    ? await ctx.render(<Done recoveryCodes={recoveryCodes} home={home} />)
    : ctx.redirect(added, 303);
  await renewTokens(ctx, res.headers);
  return res;
}

function refusalOf(
  reason: "malformed_code" | "wrong_code" | "stale_proposal" | "too_many",
): Pick<ShownSetup, "refusal"> | Pick<ShownSetup, "errors"> {
  switch (reason) {
    case "malformed_code":
      return { errors: { code: "Type the six digits that the app shows, such as 123 456" } };
    case "wrong_code":
      return {
        errors: {
          code: "The app shows another code by now. If it does not: set your phone’s clock by the network",
        },
      };
    case "stale_proposal":
      return { refusal: "That page had become too old. Scan this new code instead" };
    case "too_many":
      return { refusal: "You have five apps already. Remove one to add another" };
  }
}

function Done({ recoveryCodes, home }: { recoveryCodes: string[]; home: string }) {
  return (
    <>
      <PageHeader
        title="Your app is set up"
        lead="From now on signing in takes a code from it. One thing is left to do."
      />
      <RecoveryCodesShownOnce codes={recoveryCodes} list={`${home}/recovery-codes`} />
    </>
  );
}
