import { Button } from "@/components/Button.tsx";
import { CheckBoxes } from "@/components/CheckBoxes.tsx";
import { Choice } from "@/components/Choice.tsx";
import { Code } from "@/components/Code.tsx";
import { CodeBlock } from "@/components/CodeBlock.tsx";
import { CodeTabs, type Tab } from "@/components/CodeTabs.tsx";
import { ConfirmAddress } from "@/components/ConfirmAddress.tsx";
import { DemoLogins } from "@/components/DemoLogins.tsx";
import { Field } from "@/components/Field.tsx";
import { KeyLimits } from "@/components/KeyLimits.tsx";
import { NewKey } from "@/components/NewKey.tsx";
import { Lines } from "@/components/Lines.tsx";
import { Tick } from "@/components/Tick.tsx";
import { CopyButton } from "@/islands/CopyButton.tsx";
import { SameLanguage } from "@/islands/SameLanguage.tsx";
import { Shortcuts } from "@/islands/Shortcuts.tsx";
import { SlugField } from "@/islands/SlugField.tsx";
import { TryIt } from "@/islands/TryIt.tsx";
import { NewPassword } from "@/islands/NewPassword.tsx";
import { DEMO_PEOPLE } from "@/lib/onboarding/seed_demo.ts";
import { Sample, Samples } from "./sample.tsx";

const ZONES = ["UTC", "Europe/Berlin"].map((zone) => ({ value: zone, label: zone }));

/** The first field would take the focus; it is not on this page. */
const WRONG = {
  first: "Takes the focus",
  work_email: "Enter an email address, such as ada@example.com",
  zone_error: "Choose a time zone from the list",
};

const GREETINGS: Tab[] = [
  { label: "JavaScript", language: "javascript", text: "console.log(`Good ${'morning'}`); // to all" },
  { label: "Python", language: "python", text: 'print("Good morning")  # to all' },
  { label: "Ruby", language: "ruby", text: 'puts "Good #{:morning}" # to all' },
];

const DATA = '{"paid": true, "total_minor": 1299}';

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
      <Sample name="Tick">
        <Tick label="Sign out everywhere else" name="tick_one" isTicked hint="On all other devices" />
        <Tick label="Not this one" name="tick_two" isTicked={false} />
        <Tick label="Closed to you" name="tick_three" isTicked={false} isDisabled hint="Only an owner may" />
      </Sample>
      <Sample name="Lines">
        <div class="w-64">
          <Lines label="Networks" name="networks" value="203.0.113.0/24" hint="One on each line" />
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
      <Sample name="CheckBoxes">
        <CheckBoxes
          label="What it may do"
          name="may"
          boxes={[
            { name: "may_read", label: "Read", hint: "and look", isChecked: true },
            { name: "may_write", label: "Write", isChecked: false },
          ]}
        />
        <CheckBoxes
          label="With an error"
          name="first"
          boxes={[{ name: "may_nothing", label: "Nothing", isChecked: false }]}
          errors={{ first: "Choose at least one" }}
        />
      </Sample>
      <Sample name="KeyLimits" wide>
        <KeyLimits
          perMinute="600"
          allowedNetworks="203.0.113.0/24
2001:db8::/32"
        />
      </Sample>
      <Sample name="NewKey" wide>
        <NewKey
          title="Your new key"
          apiKey={`rh_${"x".repeat(49)}`}
          origin="https://acme.example"
          maySend={false}
        >
          <p class="text-base-content/80">The old secret works until tomorrow.</p>
        </NewKey>
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
        <figure>
          <code>Copied from here</code> <CopyButton />
        </figure>
      </Sample>
      <Sample name="Shortcuts" wide>
        <Shortcuts places={[{ key: "m", href: "/dev/mail", label: "Mailbox" }]} />
      </Sample>
      <Sample name="CodeBlock" wide>
        <CodeBlock label="Something to paste" text="npx -y deno@2.9.6 task start" />
      </Sample>
      <Sample name="CodeTabs, SameLanguage" wide>
        <CodeTabs name="sample-greeting" title="Request" subject="a greeting" tabs={GREETINGS} />
        <CodeTabs name="sample-farewell" title="Request" subject="a farewell" tabs={GREETINGS} />
        <SameLanguage group="sample-" />
      </Sample>
      <Sample name="Code" wide>
        <pre class="text-xs"><Code language="json" text={DATA} /></pre>
      </Sample>
      <Sample name="TryIt" wide>
        <TryIt
          id="sample"
          method="POST"
          path="/dev/{page}"
          needsKey
          parameters={[{ name: "page", place: "path", required: true, example: "components" }]}
          body="{}"
        />
      </Sample>
      <Sample name="ConfirmAddress" wide>
        <ConfirmAddress email="ada@acme.example" />
      </Sample>
    </Samples>
  );
}
