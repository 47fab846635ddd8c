import type { ComponentChildren } from "preact";
import { Button } from "@/components/Button.tsx";
import { Doorstep } from "@/components/Doorstep.tsx";
import { Field, type FieldErrors } from "@/components/Field.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageTitle } from "@/components/PageTitle.tsx";
import { Plaque } from "@/components/Plaque.tsx";
import { roleName } from "@/components/role_names.ts";
import { NewPassword } from "@/islands/NewPassword.tsx";
import { baseOrigin } from "@/lib/tenancy/host.ts";
import type { Closed, OpenInvitation } from "@/lib/tenancy/invitations/invitation.ts";
import type { Answer } from "./refusal.ts";

type Form = { invitation: OpenInvitation; errors: FieldErrors } & Answer;

export type Shown =
  /** For an address of nobody we know; or of somebody we know, who has to prove it. */
  | Form & { kind: "new" | "known"; email: string }
  | Form & { kind: "link" }
  | { kind: "asked"; email: string }
  | { kind: "inside"; name: string }
  | { kind: "somebody_else"; signedInAs: string; email: string }
  | { kind: "closed"; reason: Closed };

type InvitationPageProps = { shown: Shown; tenant: { name: string; slug: string }; url: URL };

export function InvitationPage({ shown, tenant, url }: InvitationPageProps) {
  return (
    <Doorstep
      home={baseOrigin()}
      footer={
        <>
          A member already? <a class="link" href="/signin">Sign in</a>
        </>
      }
    >
      <Plaque name={tenant.name} class="px-4 py-2 text-lg" />
      <Body shown={shown} tenant={tenant} url={url} />
    </Doorstep>
  );
}

function Body({ shown, tenant, url }: InvitationPageProps) {
  switch (shown.kind) {
    case "new":
      return <NewPerson {...shown} tenant={tenant} action={url.pathname} />;
    case "known":
      return <KnownPerson {...shown} action={url.pathname} />;
    case "link":
      return <ByLink {...shown} action={url.pathname} />;
    case "asked":
      return (
        <>
          <PageTitle title="Look into your mail" />
          <p>
            A mail is on its way to{" "}
            <strong class="break-all">{shown.email}</strong>. Open it on this or any other device: its link
            lets you in.
          </p>
          <p class="text-sm text-base-content/75">
            Nothing there after a few minutes? Look among the unwanted mails, or{" "}
            <a class="link" href={url.pathname}>ask again</a>.
          </p>
        </>
      );
    case "inside":
      return (
        <>
          <PageTitle title="You live here already" />
          <p>You are signed in as {shown.name}, a member of {tenant.name}. There is nothing to accept.</p>
          <Button class="w-full" href="/dashboard">To the dashboard</Button>
        </>
      );
    case "somebody_else":
      return (
        <>
          <PageTitle title="This invitation is for somebody else" />
          <p>
            It is for <strong class="break-all">{shown.email}</strong>, and you are signed in as{" "}
            <strong class="break-all">{shown.signedInAs}</strong>. If both are you, sign out, and accept it
            then.
          </p>
          <form method="post" action={`/signout?next=${encodeURIComponent(url.pathname)}`}>
            <Button class="w-full">Sign out and accept</Button>
          </form>
          <Button class="w-full" look="quiet" href="/dashboard">Stay signed in</Button>
        </>
      );
    case "closed":
      return <ClosedDoor reason={shown.reason} tenant={tenant} />;
  }
}

function Invited({ invitation, children }: { invitation: OpenInvitation; children?: ComponentChildren }) {
  return (
    <p>
      {invitation.inviterName} invites you as{" "}
      <strong class="font-semibold">{roleName(invitation).toLowerCase()}</strong>. {children}
    </p>
  );
}

type NewPersonProps = Extract<Shown, { email: string; invitation: OpenInvitation }> & {
  tenant: { name: string; slug: string };
  action: string;
};

function NewPerson({ invitation, email, errors, typed, refusal, tenant, action }: NewPersonProps) {
  return (
    <>
      <PageTitle title="Come in" />
      {refusal && <Notice tone="error">{refusal}</Notice>}
      <Invited invitation={invitation}>Choose how you are called and a password.</Invited>
      <form method="post" action={action} class="space-y-5" novalidate>
        <input type="hidden" name="way" value="new" />
        <FixedEmail email={email} />
        <Field
          label="Your name"
          name="name"
          value={typed?.name}
          errors={errors}
          required
          maxLength={80}
          autocomplete="name"
        />
        <NewPassword errors={errors} names={["name"]} known={[tenant.name, tenant.slug, email]} />
        <Button class="w-full">Accept the invitation</Button>
      </form>
    </>
  );
}

function KnownPerson(
  { invitation, email, errors, refusal, action }: Omit<NewPersonProps, "tenant">,
) {
  return (
    <>
      <PageTitle title="Come in" />
      {refusal && <Notice tone="error">{refusal}</Notice>}
      <Invited invitation={invitation}>
        You have a password with us already, from another house: show with it that it is you.
      </Invited>
      <form method="post" action={action} class="space-y-5" novalidate>
        <input type="hidden" name="way" value="known" />
        <FixedEmail email={email} />
        <Field
          label="Your password"
          name="password"
          type="password"
          errors={errors}
          required
          autocomplete="current-password"
        />
        <Button class="w-full">Accept the invitation</Button>
      </form>
    </>
  );
}

/** In sight, for the person and for a password manager; it cannot be changed. */
function FixedEmail({ email }: { email: string }) {
  return (
    <div class="space-y-1.5">
      <label for="email" class="block text-sm font-medium">Email</label>
      <input
        id="email"
        name="email"
        type="email"
        class="input w-full bg-base-200 text-base"
        value={email}
        readonly
        autocomplete="username"
      />
    </div>
  );
}

function ByLink(
  { invitation, errors, typed, refusal, action }: Extract<Shown, { kind: "link" }> & { action: string },
) {
  return (
    <>
      <PageTitle title="Come in" />
      {refusal && <Notice tone="error">{refusal}</Notice>}
      <Invited invitation={invitation}>
        Name your address, and we mail you the way in: nobody else can come in as you.
      </Invited>
      <form method="post" action={action} class="space-y-5" novalidate>
        <input type="hidden" name="way" value="ask" />
        <Field
          label="Your email"
          name="asked"
          type="email"
          value={typed?.asked}
          errors={errors}
          required
          autocomplete="email"
        />
        <Button class="w-full">Mail me the way in</Button>
      </form>
      <details class="group border-t border-base-300 pt-4" open={typed?.email !== undefined}>
        <summary class="cursor-pointer text-sm font-medium">
          I have a password with you from another house
        </summary>
        <form method="post" action={action} class="mt-4 space-y-5" novalidate>
          <input type="hidden" name="way" value="known" />
          <Field
            label="Email"
            name="email"
            type="email"
            value={typed?.email}
            errors={errors}
            hint="One that you have confirmed there"
            required
            autocomplete="username"
          />
          <Field
            label="Password"
            name="password"
            type="password"
            errors={errors}
            required
            autocomplete="current-password"
          />
          <Button class="w-full" look="quiet">Come in with it</Button>
        </form>
      </details>
    </>
  );
}

function ClosedDoor({ reason, tenant }: { reason: Closed; tenant: { name: string } }) {
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
