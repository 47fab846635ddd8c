import { Button } from "@/components/Button.tsx";
import { PageTitle } from "@/components/PageTitle.tsx";
import type { Closed } from "@/lib/tenancy/invitations/invitation.ts";

/** Why an invitation lets nobody in, and what to do about it. */
export function ClosedDoor({ reason, tenant }: { reason: Closed; tenant: { name: string } }) {
  const { title, text, maySignIn } = WORDS[reason](tenant.name);
  return (
    <>
      <PageTitle title={title} />
      <p>{text}</p>
      {maySignIn && <Button class="w-full" href="/signin">Sign in</Button>}
    </>
  );
}

type Words = { title: string; text: string; maySignIn?: boolean };

const WORDS: Record<Closed, (house: string) => Words> = {
  unknown: (house) => ({
    title: "We do not know this invitation",
    text:
      `It is not one of ${house}, or a part of its address is missing. Open the whole link from your mail, or ask whoever invited you for a new one.`,
  }),
  replaced: () => ({
    title: "There is a newer invitation",
    text:
      "This one was sent again since, and only the newest link works. Open the last mail that you got, or ask for the newest link.",
  }),
  revoked: (house) => ({
    title: "This invitation was revoked",
    text:
      `Somebody in ${house} has taken it back. If that was a mistake, ask whoever invited you for a new one.`,
  }),
  used: () => ({
    title: "This invitation is used up",
    text: "It was accepted already. If it was you, sign in; if not, ask whoever invited you for a new one.",
    maySignIn: true,
  }),
  expired: () => ({
    title: "This invitation has run out",
    text: "Invitations work for some days only. Ask whoever invited you to send it again.",
  }),
  inviter_gone: (house) => ({
    title: "This invitation does not work any more",
    text: `Whoever sent it can no longer invite people. Ask an owner or admin of ${house} to send it again.`,
  }),
  link_closed: (house) => ({
    title: "The link behind this invitation is closed",
    text:
      `It was revoked, has run out or let in as many people as it may. Ask an owner or admin of ${house} for an invitation.`,
  }),
};
