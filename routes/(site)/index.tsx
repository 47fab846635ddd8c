import { page } from "fresh";
import { Button } from "@/components/Button.tsx";
import { PublicHead } from "@/components/PublicHead.tsx";
import { SiteFrame } from "@/components/SiteFrame.tsx";
import { findDemo } from "@/lib/onboarding/find_demo.ts";
import { TRIAL_DAYS } from "@/lib/onboarding/trial.ts";
import { define } from "@/utils.ts";
import { Hero } from "./(_home)/hero.tsx";
import { Inside } from "./(_home)/inside.tsx";
import { Minutes } from "./(_home)/minutes.tsx";
import { Operators } from "./(_home)/operators.tsx";
import { Parts } from "./(_home)/parts.tsx";
import { Walls } from "./(_home)/walls.tsx";

const DESCRIPTION =
  "A complete multi-tenant SaaS platform in TypeScript. Clone it, run one command, and replace the product in the middle.";

export const handler = define.handlers({
  GET: async () => page({ demo: await findDemo() }),
});

export default define.page<typeof handler>(({ data: { demo } }) => (
  <SiteFrame>
    <PublicHead
      title="Rowhouse: your SaaS, with a front door for every tenant"
      description={DESCRIPTION}
      pathname="/"
    />
    <Hero demo={demo} />
    <Inside />
    <Walls />
    <Operators />
    <Parts />
    <Minutes />
    <section class="mx-auto flex max-w-6xl flex-col gap-6 px-4 py-16 sm:px-8 lg:flex-row lg:items-center lg:justify-between">
      <h2 class="max-w-2xl text-3xl">The row has room for one more</h2>
      <div class="flex flex-wrap items-center gap-x-5 gap-y-3">
        <Button href="/signup" class="btn-lg">Open a house</Button>
        <p class="text-sm text-base-content/75">{TRIAL_DAYS} days, without a card</p>
      </div>
    </section>
  </SiteFrame>
));
