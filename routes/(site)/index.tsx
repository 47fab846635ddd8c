import { Head } from "fresh/runtime";
import { BarPlot } from "@/components/BarPlot.tsx";
import { Button } from "@/components/Button.tsx";
import { CodeBlock } from "@/components/CodeBlock.tsx";
import { Meter } from "@/components/Meter.tsx";
import { Plaque } from "@/components/Plaque.tsx";
import { SAMPLE_DAYS, SAMPLE_METERS } from "@/components/sample_usage.ts";
import { SiteFrame } from "@/components/SiteFrame.tsx";
import { Street } from "@/components/Street.tsx";
import { recordCurl } from "@/components/record_curl.ts";
import { TRIAL_DAYS } from "@/lib/onboarding/trial.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { EXAMPLE_SLUG } from "@/lib/tenancy/slug.ts";
import { define } from "@/utils.ts";

const DESCRIPTION =
  "A complete multi-tenant SaaS platform in TypeScript. Clone it, run one command, and replace the product in the middle.";

const PARTS = [
  [
    "A door for each tenant",
    "Every company lives on its own host. A session opens that one host; on the house next door it is worth nothing.",
  ],
  [
    "Walls in the database",
    "Postgres holds the rows apart with forced row-level security, also when a query forgets to say whose rows it wants. A table without its wall stops the start.",
  ],
  [
    "Meters that count once",
    "Each accepted record and each API call is counted in the transaction that stores it. A retry does not count twice.",
  ],
  [
    "An API worth calling",
    "Keys shown once and stored hashed, batches of a thousand, idempotent retries, cursors, problem details and an OpenAPI document.",
  ],
  [
    "A book of what happened",
    "An audit entry commits with the change it describes, or not at all. Nobody edits it afterwards.",
  ],
  [
    "Work that is not lost",
    "Jobs are rows: written with the change that needs them, leased, retried, and taken in fair turns between tenants.",
  ],
];

export default define.page(() => (
  <SiteFrame>
    <Head>
      <title>Rowhouse: your SaaS, with a front door for every tenant</title>
      <meta name="description" content={DESCRIPTION} />
    </Head>
    <section class="mx-auto max-w-6xl space-y-6 px-4 pt-10 pb-12 sm:px-8 sm:pt-16 sm:text-center">
      <h1 class="text-4xl sm:mx-auto sm:max-w-4xl sm:text-5xl">Every tenant gets its own front door</h1>
      <p class="max-w-2xl text-lg text-base-content/80 sm:mx-auto">
        Rowhouse is a complete multi-tenant SaaS platform in TypeScript. Clone it, run one command, and put
        your product where ours is.
      </p>
      <div class="flex flex-wrap gap-3 sm:justify-center">
        <Button href="/signup" class="btn-lg">Open a house</Button>
        <Button href="#inside" look="quiet" class="btn-lg">Look inside</Button>
      </div>
      <p class="text-sm text-base-content/75">
        {TRIAL_DAYS} days to try it, without a card.{" "}
        <a class="link" href="/pricing">What the trial includes</a>
      </p>
    </section>
    <Street class="h-64 w-full sm:h-80 xl:h-[23.25rem]" />
    <section id="inside" class="border-b border-base-300 bg-base-100">
      <div class="mx-auto grid max-w-6xl gap-x-14 gap-y-10 px-4 py-16 sm:px-8 grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] lg:items-center">
        <div class="space-y-5">
          <h2 class="text-3xl">Behind each door, a business that runs</h2>
          <p class="text-base-content/80">
            People sign up, get a house of their own, create a key and send records to their API. The
            dashboard shows what they used of what they were granted. That way through is finished, and tested
            in a browser for two tenants side by side.
          </p>
          <CodeBlock
            label="All it takes on the other side"
            text={recordCurl(tenantOrigin(EXAMPLE_SLUG))}
            language="bash"
          />
        </div>
        <SampleDashboard />
      </div>
    </section>
    <section class="mx-auto max-w-6xl space-y-10 px-4 py-16 sm:px-8">
      <h2 class="max-w-xl text-3xl">What you do not have to build</h2>
      <dl class="grid gap-x-10 gap-y-9 sm:grid-cols-2 lg:grid-cols-3">
        {PARTS.map(([title, text]) => (
          <div key={title} class="border-t-2 border-accent pt-4">
            <dt class="font-display text-lg font-semibold tracking-tight">{title}</dt>
            <dd class="mt-1.5 text-base-content/80">{text}</dd>
          </div>
        ))}
      </dl>
    </section>
    <section class="border-t border-base-300 bg-base-100">
      <div class="mx-auto grid max-w-6xl grid-cols-[minmax(0,1fr)] gap-8 px-4 py-16 sm:px-8 lg:grid-cols-2 lg:items-center">
        <div class="space-y-3">
          <h2 class="text-3xl">One command, nothing to install first</h2>
          <p class="max-w-lg text-base-content/80">
            A real Postgres, the migrations, the app, its worker, a mailbox and two demo companies start
            together. The second time it finds what it left.
          </p>
        </div>
        <CodeBlock
          label="In a clone, on a machine with Node"
          text="npx -y deno@2.9.6 task start"
          language="bash"
        />
      </div>
    </section>
  </SiteFrame>
));

function SampleDashboard() {
  return (
    <figure class="rounded-box border border-base-300 bg-base-200 p-3 sm:p-5">
      <figcaption class="flex items-center justify-between gap-3 pb-4 text-xs text-base-content/75">
        <Plaque name="Yours" class="px-2.5 py-1 text-xs" /> A dashboard with sample data
      </figcaption>
      <div class="space-y-6 rounded-box border border-base-300 bg-base-100 p-5">
        <div class="grid gap-6 sm:grid-cols-3">
          {SAMPLE_METERS.map((it) => <Meter key={it.label} {...it} />)}
        </div>
        <BarPlot label="Records" days={SAMPLE_DAYS} />
      </div>
    </figure>
  );
}
