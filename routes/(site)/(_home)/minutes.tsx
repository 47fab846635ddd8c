import type { ComponentChildren } from "preact";
import { CodeBlock } from "@/components/CodeBlock.tsx";
import { config } from "@/lib/config.ts";
import { baseOrigin, tenantOrigin } from "@/lib/tenancy/host.ts";
import { Numeral } from "@/components/Numeral.tsx";
import { Band } from "./band.tsx";

const OWN_METER = `invoices_sent: {
  label: "Invoices sent",
  unit: "invoices",
  counts: "events",
  means: "Invoices that reached a customer.",
},`;

export function Minutes() {
  const [acme, globex] = [tenantOrigin("acme"), tenantOrigin("globex")];
  return (
    <Band id="minutes" sheet>
      <div class="space-y-10">
        <div class="space-y-3">
          <h2 class="text-3xl">Your first ten minutes</h2>
          <p class="max-w-2xl text-base-content/80">
            On a machine with Node and nothing else. What stands here is what you will see.
          </p>
        </div>
        <ol class="divide-y divide-base-300 border-y border-base-300">
          <Step
            nth={1}
            title="Start everything"
            code={{ label: "In a clone", text: "npx -y deno@2.9.6 task start" }}
          >
            A real Postgres, the migrations, the app, its worker, a mailbox and two demo companies start
            together. It prints their addresses and logins; the second time it finds what it left.
          </Step>
          <Step
            nth={2}
            title="Send a record, twice"
            code={{ label: "With a key of Acme", text: orderCurl(acme) }}
          >
            Come in as Ada at{" "}
            <Address>{acme}</Address>, create an API key, which is shown once, and send this twice. The first
            answer says <Says>"accepted":1</Says>, the second{" "}
            <Says>"duplicates":1</Says>, and the meter moves by one.
          </Step>
          <Step
            nth={3}
            title="Try the house next door"
            code={{ label: "With the same key", text: neighbourCurl(globex) }}
          >
            The answer is 401, “The API key is unknown”. Max, who lives at{" "}
            <Address>{globex}</Address>, finds nothing of Acme.
          </Step>
          <Step
            nth={4}
            title="Be the operator"
            code={{
              label: "Or by command",
              text: 'npx -y deno@2.9.6 task rowhouse tenants suspend globex --reason "Unpaid"',
            }}
          >
            Sam sees both at{" "}
            <Address>{`${baseOrigin()}/admin`}</Address>. Suspend Globex: within a second its pages and its
            API say that it is closed. Restore it, and read both in its audit log.
          </Step>
          <Step
            nth={5}
            title="See what holds it"
            code={{ label: "All tests, on a Postgres of their own", text: "npx -y deno@2.9.6 task test" }}
          >
            Real Postgres, Redis, mail and browser; processes killed in the middle of their work; and each
            wall taken away in turn, to see that somebody notices.
          </Step>
          <Step
            nth={6}
            title="Put your product in"
            code={{ label: "lib/usage/meters.ts", text: OWN_METER }}
          >
            Relay, the product in the middle, goes with{" "}
            <Says>lib/relay</Says>, its pages and its migration. Declare what yours counts; limits, dashboard
            and the operators’ totals follow. The business around it stays.
          </Step>
        </ol>
      </div>
    </Band>
  );
}

type StepProps = {
  nth: number;
  title: string;
  code: { label: string; text: string };
  children: ComponentChildren;
};

function Step({ nth, title, code, children }: StepProps) {
  return (
    <li class="grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-4 py-7 lg:grid-cols-[minmax(0,4fr)_minmax(0,5fr)]">
      <div class="flex gap-4">
        <Numeral is={nth} />
        <div class="space-y-1.5">
          <h3 class="text-lg">{title}</h3>
          <p class="text-base-content/80">{children}</p>
        </div>
      </div>
      <CodeBlock {...code} />
    </li>
  );
}

/** A link only on the machine that it is about. */
function Address({ children }: { children: string }) {
  const host = children.replace(/^https?:\/\//, "");
  return config.isLocal ? <a class="link" href={children}>{host}</a> : <Says>{host}</Says>;
}

function Says({ children }: { children: string }) {
  return <code class="font-mono text-xs">{children}</code>;
}

function orderCurl(origin: string): string {
  return `curl ${origin}/api/v1/records \\
  -H "Authorization: Bearer $ROWHOUSE_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{"id": "order-1001", "type": "order.created", "data": {}}'`;
}

function neighbourCurl(origin: string): string {
  return `curl ${origin}/api/v1/records \\
  -H "Authorization: Bearer $ROWHOUSE_KEY"`;
}
