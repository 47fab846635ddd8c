import { Button } from "@/components/Button.tsx";
import { formatQuantity } from "@/components/format.ts";
import { Icon } from "@/components/Icon.tsx";
import { PublicHead } from "@/components/PublicHead.tsx";
import { SiteFrame } from "@/components/SiteFrame.tsx";
import { COUNTED } from "@/lib/metering/usage_so_far.ts";
import { TRIAL_DAYS, TRIAL_LIMITS } from "@/lib/onboarding/trial.ts";
import { type Meter, METERS } from "@/lib/usage/meters.ts";
import { define } from "@/utils.ts";

const ANSWERS = [
  [
    "Do you ask for a card?",
    "No. There is nothing to pay yet, so there is nowhere to enter one.",
  ],
  [
    "What happens over the amounts of the trial?",
    "The dashboard says by how much. Records and calls are still accepted and still counted.",
  ],
  [
    "What happens when the trial ends?",
    "The amounts it included are no longer granted, and the dashboard says so. Nothing is deleted.",
  ],
  [
    "When does a month begin?",
    "On its first day at midnight, UTC, for everybody. Storage and members have no month: they are as they are right now.",
  ],
  [
    "May I see what was counted?",
    "Yes. The numbers of records, storage and members on the dashboard lead to what is behind them.",
  ],
  [
    "What will a paid plan cost?",
    "We do not know yet, and will not guess. Prices will stand on this page on the day a plan can be bought.",
  ],
];

/** Held by a test that sends them. */
const COUNTS = [
  [METERS.api_calls.label, "2"],
  [METERS.records_processed.label, "990"],
] as const;

export default define.page(() => (
  <SiteFrame>
    <PublicHead
      title="Pricing · Rowhouse"
      description={`Try Rowhouse for ${TRIAL_DAYS} days, without a card. Paid plans are not for sale yet.`}
      pathname="/pricing"
    />
    <section class="mx-auto max-w-6xl space-y-4 px-4 pt-10 pb-12 sm:px-8 sm:pt-16">
      <h1 class="max-w-3xl text-3xl sm:text-4xl">Move in first. There is nothing to pay yet</h1>
      <p class="max-w-2xl text-lg text-base-content/80">
        Every house starts with a trial of {TRIAL_DAYS}{" "}
        days. Plans that cost something come later, with billing.
      </p>
    </section>
    <section
      aria-label="Plans"
      class="mx-auto grid max-w-6xl grid-cols-[minmax(0,1fr)] gap-6 px-4 pb-16 sm:px-8 lg:grid-cols-[3fr_2fr]"
    >
      <Trial />
      <div class="space-y-6">
        <PaidPlans />
        <Example />
      </div>
    </section>
    <section class="border-y border-base-300 bg-base-100">
      <div class="mx-auto max-w-6xl space-y-8 px-4 py-16 sm:px-8">
        <h2 class="text-3xl">Asked before signing up</h2>
        <dl class="grid gap-x-10 gap-y-8 sm:grid-cols-2">
          {ANSWERS.map(([question, answer]) => (
            <div key={question} class="border-t-2 border-accent pt-4">
              <dt class="font-display text-lg font-semibold tracking-tight">{question}</dt>
              <dd class="mt-1.5 text-base-content/80">{answer}</dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  </SiteFrame>
));

function Trial() {
  return (
    <div class="space-y-6 rounded-box border-2 border-primary bg-base-100 p-6 sm:p-8">
      <div class="space-y-1">
        <h2 class="text-2xl">Trial</h2>
        <p class="text-base-content/80">{TRIAL_DAYS} days, without a card. It includes:</p>
      </div>
      <dl class="divide-y divide-base-300 border-y border-base-300">
        {COUNTED.map((meter) => (
          <div key={meter} class="grid gap-x-8 gap-y-1 py-4 sm:grid-cols-[11rem_1fr]">
            <dt class="font-semibold">{METERS[meter].label}</dt>
            <dd class="tabular font-display text-xl font-semibold tracking-tight whitespace-nowrap sm:row-span-2 sm:col-start-1 sm:row-start-2">
              {included(meter)}
            </dd>
            <dd class="text-sm text-base-content/80 sm:col-start-2 sm:row-span-2 sm:row-start-1">
              {METERS[meter].means}
            </dd>
          </div>
        ))}
      </dl>
      <Button href="/signup" class="btn-lg">Open a house</Button>
    </div>
  );
}

function PaidPlans() {
  return (
    <div class="space-y-4 rounded-box border border-base-300 bg-base-100 p-6 sm:p-8">
      <h2 class="text-2xl">Paid plans</h2>
      <p class="font-medium">Not for sale yet</p>
      <p class="text-base-content/80">
        They come with billing, which is being built. Until then there is no price, no invoice and no card.
      </p>
      <ul class="space-y-2 text-base-content/80">
        {["Nothing turns into a paid plan by itself", "Nothing is deleted when the trial ends"].map((it) => (
          <li key={it} class="flex items-start gap-2.5">
            <Icon name="check" class="mt-1 size-4 text-primary" /> {it}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Example() {
  return (
    <div class="space-y-4 rounded-box border border-base-300 bg-base-100 p-6 sm:p-8">
      <h2 class="text-2xl">How it counts</h2>
      <p class="text-base-content/80">
        You send 1,000 records in one request. Ten of them were there already; the answer is lost, and you
        send all of it again. Counted:
      </p>
      <dl class="divide-y divide-base-300 border-y border-base-300">
        {COUNTS.map(([label, count]) => (
          <div key={label} class="flex items-baseline justify-between gap-6 py-2.5">
            <dt class="text-base-content/80">{label}</dt>
            <dd class="tabular font-semibold">{count}</dd>
          </div>
        ))}
      </dl>
      <p class="text-sm text-base-content/75">
        With an <code class="font-mono text-xs">Idempotency-Key</code>{" "}
        the second request gets the answer of the first.
      </p>
    </div>
  );
}

/** `50,000 a month` of what is counted as it happens; an amount of what is there at once. */
function included(meter: Meter): string {
  const { unit, counts } = METERS[meter];
  return `${formatQuantity(TRIAL_LIMITS[meter], unit)}${counts === "events" ? " a month" : ""}`;
}
