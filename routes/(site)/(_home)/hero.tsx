import { Button } from "@/components/Button.tsx";
import { Street } from "@/components/Street.tsx";
import type { DemoHouse } from "@/lib/onboarding/find_demo.ts";
import { TRIAL_DAYS } from "@/lib/onboarding/trial.ts";
import { Visit } from "./visit.tsx";

export function Hero({ demo }: { demo: DemoHouse[] }) {
  return (
    <>
      <section class="mx-auto max-w-6xl space-y-6 px-4 pt-8 pb-12 sm:px-8 sm:pt-14 sm:text-center">
        <h1 class="text-4xl sm:mx-auto sm:max-w-4xl sm:text-5xl">Every tenant gets its own front door</h1>
        <p class="max-w-2xl text-lg text-pretty text-base-content/80 sm:mx-auto">
          Rowhouse is a complete multi-tenant SaaS platform in TypeScript: sign-up, sign-in, API keys, usage,
          audit log, operators, and walls between your customers. Clone it, run one command, and put your
          product where ours is.
        </p>
        <div class="flex flex-wrap gap-3 sm:justify-center">
          <Button href="/signup" class="btn-lg">Open a house</Button>
          <Button href="#inside" look="quiet" class="btn-lg">See what is inside</Button>
        </div>
        {demo.length > 0 ? <Visit demo={demo} /> : (
          <p class="text-sm text-base-content/75">
            {TRIAL_DAYS} days to try it, without a card.{" "}
            <a class="link" href="/pricing">What the trial includes</a>
          </p>
        )}
      </section>
      <Street class="h-64 w-full sm:h-80 xl:h-[23.25rem]" />
    </>
  );
}
