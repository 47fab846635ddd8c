import type { ComponentChildren } from "preact";
import type { NextStep } from "@/lib/onboarding/next_steps.ts";
import { may, type Role } from "@/lib/identity/permissions.ts";
import { Button } from "./Button.tsx";
import { CodeBlock } from "./CodeBlock.tsx";
import { Icon } from "./Icon.tsx";
import { recordCurl } from "./record_curl.ts";

type Person = {
  email: string;
  role: Role;
  /** Of the tenant, such as `https://acme.rowhouse.example`. */
  origin: string;
};

/** The way in, with what is done already; the first step that is open says how. */
export function NextSteps({ steps, person }: { steps: NextStep[]; person: Person }) {
  const done = steps.filter((it) => it.isDone).length;
  const next = steps.find((it) => !it.isDone);
  return (
    <section aria-labelledby="next-steps" class="rounded-box border border-primary/50 bg-base-100 p-5">
      <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 id="next-steps" class="text-base tracking-normal">Next steps</h2>
        <p class="tabular text-sm text-base-content/75">{done} of {steps.length} done</p>
        <svg class="h-1.5 w-28 rounded-full bg-base-300" aria-hidden="true">
          <rect class="fill-primary" width={`${(done / steps.length) * 100}%`} height="100%" rx="3" />
        </svg>
        <form method="post" action="/next-steps" class="ml-auto">
          <input type="hidden" name="shown" value="no" />
          <button type="submit" class="link link-hover cursor-pointer text-sm text-base-content/75">
            Hide<span class="sr-only">the next steps</span>
          </button>
        </form>
      </div>
      <ol class="mt-3 divide-y divide-base-300">
        {steps.map((step) => <Step key={step.name} step={step} isNext={step === next} person={person} />)}
      </ol>
    </section>
  );
}

function Step({ step, isNext, person }: { step: NextStep; isNext: boolean; person: Person }) {
  const { title, how } = WORDS[step.name](person);
  return (
    <li class="flex gap-3 py-2.5 last:pb-0">
      <Icon
        name={step.isDone ? "check" : "circle"}
        class={`mt-1 size-4 ${
          step.isDone ? "text-success" : isNext ? "text-accent" : "text-base-content/60"
        }`}
      />
      <div class="min-w-0 grow space-y-3">
        <p class={step.isDone ? "text-base-content/75" : "font-medium"}>
          {title}
          {step.isDone && <span class="sr-only">, done</span>}
        </p>
        {isNext && <div class="space-y-3 pb-1 text-sm text-base-content/80">{how}</div>}
      </div>
    </li>
  );
}

type Words = { title: string; how: ComponentChildren };

const WORDS: Record<NextStep["name"], (person: Person) => Words> = {
  prove_address: ({ email }) => ({
    title: "Confirm the address that you signed up with",
    how: (
      <form method="post" action="/verification-mail" class="flex flex-wrap items-center gap-x-4 gap-y-3">
        <p class="min-w-60 flex-1">
          Follow the link in the mail that we sent to{" "}
          <strong class="font-semibold break-all">{email}</strong>. From then on it is yours alone.
        </p>
        <Button look="quiet" class="btn-sm">Send the mail again</Button>
      </form>
    ),
  }),
  create_key: ({ role }) => ({
    title: "Create an API key",
    how: may(role, "api_keys.manage")
      ? (
        <>
          <p>It is what your systems show at the door. It is shown once, right after you create it.</p>
          <Button class="btn-sm" href="/api-keys">Create a key</Button>
        </>
      )
      : <p>An owner or admin of your tenant can create one for you.</p>,
  }),
  send_record: ({ origin }) => ({
    title: "Send the first record",
    how: (
      <>
        <p>
          Put your key in the place of <code class="font-mono text-xs">$ROWHOUSE_KEY</code>{" "}
          and run this in a terminal. The record is here at once, and counted.
        </p>
        <CodeBlock label="One record to this tenant" text={recordCurl(origin)} />
      </>
    ),
  }),
  choose_time_zone: ({ role }) => ({
    title: "Choose your time zone",
    how: (
      <>
        <p>Times and days are shown in UTC until somebody chooses another clock.</p>
        {may(role, "settings.manage")
          ? <Button look="quiet" class="btn-sm" href="/settings">For everybody</Button>
          : <Button look="quiet" class="btn-sm" href="/preferences">For me</Button>}
      </>
    ),
  }),
};
