import type { ComponentChildren } from "preact";
import type { Permissions } from "@/lib/identity/permissions.ts";
import type { NextStep } from "@/lib/onboarding/next_steps.ts";
import { Button } from "./Button.tsx";
import { CodeBlock } from "./CodeBlock.tsx";
import { Icon } from "./Icon.tsx";
import { recordCurl } from "./record_curl.ts";

type Person = {
  email: string;
  permissions: Permissions;
  /** Of the tenant, such as `https://acme.rowhouse.example`. */
  origin: string;
};

/** The way in: what is done already, and how the rest is; the next one is unfolded. */
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
      <ol class="mt-3 flex flex-wrap gap-x-6 gap-y-1 text-sm">
        {steps.map((step) => (
          <li
            key={step.name}
            class={step.isDone ? "text-base-content/75" : "w-full border-t border-base-300"}
          >
            {step.isDone
              ? <Title step={step} />
              : (
                <details name="next-steps" open={step === next} class="group">
                  <summary class="flex list-none items-center justify-between py-3 font-medium [&::-webkit-details-marker]:hidden">
                    <Title step={step} />
                    <Icon name="arrow" class="size-3.5 rotate-90 group-open:-rotate-90" />
                  </summary>
                  <div class="space-y-3 pb-3 sm:pl-5.5">{HOW[step.name](person)}</div>
                </details>
              )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Title({ step: { name, isDone } }: { step: NextStep }) {
  return (
    <span class="flex items-center gap-2">
      <Icon
        name={isDone ? "check" : "circle"}
        class={`size-3.5 ${isDone ? "text-success" : "text-accent"}`}
      />
      {TITLES[name]}
      {isDone && <span class="sr-only">, done</span>}
    </span>
  );
}

const TITLES: Record<NextStep["name"], string> = {
  prove_address: "Confirm the address",
  create_key: "Create an API key",
  send_record: "Send the first record",
  choose_time_zone: "Choose your time zone",
};

const HOW: Record<NextStep["name"], (person: Person) => ComponentChildren> = {
  prove_address: ({ email }) => (
    <form method="post" action="/verification-mail" class="flex flex-wrap items-center gap-x-4 gap-y-3">
      <p class="min-w-60 flex-1">
        Follow the link in the mail that we sent to{" "}
        <strong class="font-semibold break-all">{email}</strong>. From then on the address is yours alone.
      </p>
      <Button look="quiet" class="btn-sm">Send the mail again</Button>
    </form>
  ),
  create_key: ({ permissions }) =>
    permissions.has("api_keys.manage")
      ? (
        <div class="flex flex-wrap items-center gap-x-4 gap-y-3">
          <p class="min-w-60 flex-1">
            It is what your systems show at the door. You see it once, right after you create it.
          </p>
          <Button class="btn-sm" href="/api-keys">Create a key</Button>
        </div>
      )
      : <p>An owner or admin of your tenant can create one for you.</p>,
  send_record: ({ origin }) => (
    <>
      <p>
        Put your key in the place of <code class="font-mono text-xs">$ROWHOUSE_KEY</code>{" "}
        and run this in a terminal. The record is here at once, and counted.
      </p>
      <CodeBlock
        label="One record to this tenant"
        name="The first record to this tenant"
        text={recordCurl(origin)}
        language="bash"
      />
      <p class="text-sm text-base-content/80">
        More in the <a class="link" href="/docs/quickstart">quickstart</a> and the{" "}
        <a class="link" href="/docs/api">API reference</a>.
      </p>
    </>
  ),
  choose_time_zone: ({ permissions }) => (
    <div class="flex flex-wrap items-center gap-x-4 gap-y-3">
      <p class="min-w-60 flex-1">Days and times are those of UTC until somebody chooses another clock.</p>
      {permissions.has("settings.manage")
        ? <Button look="quiet" class="btn-sm" href="/settings">Choose one for everybody</Button>
        : <Button look="quiet" class="btn-sm" href="/preferences">Choose one for you</Button>}
    </div>
  ),
};
