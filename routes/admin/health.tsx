import { page } from "fresh";
import { Badge } from "@/components/Badge.tsx";
import { Card } from "@/components/Card.tsx";
import { Fact, Facts } from "@/components/Facts.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { TableFrame } from "@/components/TableFrame.tsx";
import { installation } from "@/lib/health/installation.ts";
import { type Readiness, readiness } from "@/lib/health/readiness.ts";
import { define } from "@/utils.ts";

type CheckName = keyof Readiness["checks"];

const CHECKS: Record<CheckName, { label: string; carries: string }> = {
  database: { label: "Database", carries: "Every page and every call" },
  walls: {
    label: "Walls between tenants",
    carries: "The process starts, and counts as ready, only behind them",
  },
  state: { label: "Shared state", carries: "Sign-in, and limits that hold in all processes" },
};

export const handler = define.handlers({
  GET: async () => page(await readiness()),
});

export default define.page<typeof handler>(({ data: { is_ready, checks, absent_layers } }) => (
  <>
    <PageHeader
      title="Health"
      lead={
        <>
          What this process depends on, asked just now. <a class="link" href="/readyz">As JSON</a>{" "}
          for probes and monitors.
        </>
      }
    />
    <Notice tone={is_ready ? "success" : "error"}>
      {is_ready ? "Ready: it takes requests." : "Not ready: a load balancer sends it no requests."}
    </Notice>
    <Card title="What is asked" flush>
      <Checks checks={checks} />
    </Card>
    <Card title="Layers of defence">
      {absent_layers.length === 0
        ? <p class="text-base-content/80">All of them are there.</p>
        : (
          <ul class="list-disc space-y-1.5 pl-5">
            {absent_layers.map((it) => <li key={it}>Absent, while the others hold: {it}.</li>)}
          </ul>
        )}
    </Card>
    <Card title="What it runs on">
      <Facts>
        {installation().map(({ name, value }) => <Fact key={name} name={name}>{value}</Fact>)}
      </Facts>
    </Card>
  </>
));

function Checks({ checks }: Pick<Readiness, "checks">) {
  return (
    <TableFrame label="Checks">
      <thead>
        <tr>
          <th scope="col">Part</th>
          <th scope="col">State</th>
          <th scope="col" class="max-sm:hidden">What it carries</th>
        </tr>
      </thead>
      <tbody>
        {(Object.keys(CHECKS) as CheckName[]).map((name) => {
          const { ok, detail } = checks[name];
          return (
            <tr key={name}>
              <td class="font-medium">{CHECKS[name].label}</td>
              <td>
                <Badge tone={ok ? "good" : "bad"}>{ok ? "Answers" : "Broken"}</Badge>
                {detail && <pre class="mt-1 font-mono text-xs whitespace-pre-wrap">{detail}</pre>}
              </td>
              <td class="text-base-content/80 max-sm:hidden">{CHECKS[name].carries}</td>
            </tr>
          );
        })}
      </tbody>
    </TableFrame>
  );
}
