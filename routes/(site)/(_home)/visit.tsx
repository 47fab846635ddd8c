import { Icon, type IconName } from "@/components/Icon.tsx";
import type { DemoHouse } from "@/lib/onboarding/find_demo.ts";
import { DEMO_OPERATOR } from "@/lib/onboarding/seed_demo.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";

/** Where the demo runs, three ways in; each signs in by itself. */
export function Visit({ demo: [{ slug, company, people: [owner] }] }: { demo: DemoHouse[] }) {
  return (
    <nav
      aria-label="The demo"
      class="mx-auto grid max-w-4xl gap-3 rounded-box border border-dashed border-base-content/30 p-3 text-left sm:grid-cols-3"
    >
      <Way
        icon="dashboard"
        href={`${tenantOrigin(slug)}/signin?as=${owner.email}`}
        title={`Look inside as ${owner.name}`}
        text={`Owner of ${company}: a month of records, and what it used`}
      />
      <Way
        icon="houses"
        href={`/admin/signin?as=${DEMO_OPERATOR.email}`}
        title={`Look inside as ${DEMO_OPERATOR.name}`}
        text="Operates the whole row: every tenant, jobs and health"
      />
      <Way
        icon="mail"
        href="/dev/mail"
        title="Read the mails"
        text="Everything that this installation has sent, and sent to nobody"
      />
    </nav>
  );
}

function Way({ icon, href, title, text }: { icon: IconName; href: string; title: string; text: string }) {
  return (
    <a
      href={href}
      class="group flex gap-3 rounded-field border border-base-300 bg-base-100 px-4 py-3 hover:border-base-content/40"
    >
      <Icon name={icon} class="mt-1 size-4 text-accent" />
      <span>
        <span class="block font-semibold group-hover:underline group-hover:underline-offset-4">{title}</span>
        <span class="block text-sm text-base-content/75">{text}</span>
      </span>
    </a>
  );
}
