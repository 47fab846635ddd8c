import { Button } from "@/components/Button.tsx";
import { Doorstep } from "@/components/Doorstep.tsx";
import { type FieldErrors } from "@/components/Field.tsx";
import { PageTitle } from "@/components/PageTitle.tsx";
import { Plaque } from "@/components/Plaque.tsx";
import { baseOrigin } from "@/lib/tenancy/host.ts";
import type { Closed, OpenInvitation } from "@/lib/tenancy/invitations/invitation.ts";
import type { Answer } from "./refusal.ts";
import { ByLink, KnownPerson, NewPerson } from "./accept_forms.tsx";
import { ClosedDoor } from "./closed_door.tsx";

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
