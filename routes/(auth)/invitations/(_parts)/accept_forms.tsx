import type { ComponentChildren } from "preact";
import { Button } from "@/components/Button.tsx";
import { Field } from "@/components/Field.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageTitle } from "@/components/PageTitle.tsx";
import { roleName } from "@/components/role_names.ts";
import { NewPassword } from "@/islands/NewPassword.tsx";
import type { OpenInvitation } from "@/lib/tenancy/invitations/invitation.ts";
import type { Shown } from "./page.tsx";

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

export function NewPerson({ invitation, email, errors, typed, refusal, tenant, action }: NewPersonProps) {
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

export function KnownPerson(
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

export function ByLink(
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
