import { Button } from "@/components/Button.tsx";
import { Choice } from "@/components/Choice.tsx";
import { CodeBlock } from "@/components/CodeBlock.tsx";
import { ConfirmAddress } from "@/components/ConfirmAddress.tsx";
import { DemoLogins } from "@/components/DemoLogins.tsx";
import { Field } from "@/components/Field.tsx";
import { SignInFields } from "@/components/SignInFields.tsx";
import { CopyButton } from "@/islands/CopyButton.tsx";
import { NewPassword } from "@/islands/NewPassword.tsx";
import { Shortcuts } from "@/islands/Shortcuts.tsx";
import { SlugField } from "@/islands/SlugField.tsx";
import { DEMO_PEOPLE } from "@/lib/onboarding/seed_demo.ts";
import { Sample, Samples } from "./sample.tsx";

const ZONES = ["UTC", "Europe/Berlin"].map((zone) => ({ value: zone, label: zone }));

/** The first field would take the focus; it is not on this page. */
const WRONG = {
  first: "Takes the focus",
  work_email: "Enter an email address, such as ada@example.com",
  zone_error: "Choose a time zone from the list",
};

export function Forms() {
  return (
    <Samples title="To fill in and to press">
      <Sample name="Button">
        <Button>Primary</Button>
        <Button look="quiet">Quiet</Button>
        <Button look="danger">Danger</Button>
        <Button href="/dev/components">A link</Button>
        <Button class="btn-sm">Small</Button>
        <Button class="btn-lg">Large</Button>
      </Sample>
      <Sample name="Field">
        <div class="w-64">
          <Field label="Company" name="company" value="Acme" hint="What everybody in the house sees" />
        </div>
        <div class="w-64">
          <Field label="Received from" name="from" type="date" />
        </div>
        <div class="w-64">
          <Field label="Web address" name="site" value="shop" suffix=".example" />
        </div>
        <div class="w-64">
          <Field
            label="Email"
            name="work_email"
            value="ada"
            hint="Of your work"
            errors={WRONG}
          />
        </div>
      </Sample>
      <Sample name="Choice">
        <div class="w-64">
          <Choice label="Time zone" name="zone" value="UTC" options={ZONES} />
        </div>
        <div class="w-64">
          <Choice
            label="Another zone"
            name="zone_error"
            value=""
            options={ZONES}
            errors={WRONG}
          />
        </div>
      </Sample>
      <Sample name="SignInFields">
        <div class="w-64 space-y-5">
          <SignInFields email="ada@acme.example" errors={{}} />
        </div>
      </Sample>
      <Sample name="DemoLogins">
        <div class="w-96">
          <DemoLogins people={DEMO_PEOPLE[0].people} password="" action="/dev/components" />
        </div>
      </Sample>
      <Sample name="SlugField">
        <div class="w-64">
          <SlugField value="" suffix=".localhost" proposeFrom="company" errors={{}} />
        </div>
      </Sample>
      <Sample name="NewPassword">
        <div class="w-72">
          <NewPassword errors={{}} names={["company", "work_email"]} />
        </div>
      </Sample>
      <Sample name="CopyButton">
        <CopyButton text="Copied from the components" />
      </Sample>
      <Sample name="Shortcuts" wide>
        <Shortcuts places={[{ key: "m", href: "/dev/mail", label: "Mailbox" }]} />
      </Sample>
      <Sample name="CodeBlock" wide>
        <CodeBlock label="Something to paste" text="npx -y deno@2.9.6 task start" />
      </Sample>
      <Sample name="ConfirmAddress" wide>
        <ConfirmAddress email="ada@acme.example" />
      </Sample>
    </Samples>
  );
}
