import { page } from "fresh";
import { Card } from "@/components/Card.tsx";
import { DeadLetterTable } from "@/components/DeadLetterTable.tsx";
import { EmptyState } from "@/components/EmptyState.tsx";
import { formatCounted, formatNumber } from "@/components/format.ts";
import { PageHeader } from "@/components/PageHeader.tsx";
import { TableFrame } from "@/components/TableFrame.tsx";
import { Total, Totals } from "@/components/Total.tsx";
import { type KindInQueue, lookAtQueue } from "@/lib/operator/look_at_queue.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  GET: async ({ state: { actor } }) => page(await lookAtQueue({ operator: actor.name })),
});

export default define.page<typeof handler>(({ data: queue, url }) => (
  <>
    <PageHeader
      title="Jobs"
      lead="Work that the platform still has to do, of all tenants in fair turns. What is done is not shown. Times are UTC."
    />
    <Totals>
      <Total label="Due now" count={queue.due}>
        {queue.oldestDueSeconds === null
          ? "Nobody waits"
          : `The oldest waits ${formatCounted(queue.oldestDueSeconds, "second")}`}
      </Total>
      <Total label="Planned for later" count={queue.later}>Retries, too</Total>
      <Total label="Running" count={queue.running}>Leased by a worker</Total>
      <Total label="Failed" count={queue.dead} href={queue.dead > 0 ? "#failed" : undefined}>
        Given up after their last attempt
      </Total>
    </Totals>
    {queue.kinds.length > 0 && (
      <Card title="By kind" flush>
        <Kinds kinds={queue.kinds} />
      </Card>
    )}
    <div id="failed">
      <Card title="Failed jobs" flush aside={queue.dead > queue.deadLetters.length && "The latest ones"}>
        {queue.deadLetters.length === 0
          ? (
            <EmptyState title="Nothing has failed">
              <p>A job that fails is tried again for about three hours; one that is given up waits here.</p>
            </EmptyState>
          )
          : <DeadLetterTable letters={queue.deadLetters} backTo={url.pathname} />}
      </Card>
    </div>
  </>
));

const COLUMNS: { name: keyof Omit<KindInQueue, "kind">; label: string; class?: string }[] = [
  { name: "due", label: "Due" },
  { name: "later", label: "Later", class: "max-sm:hidden" },
  { name: "running", label: "Running", class: "max-sm:hidden" },
  { name: "dead", label: "Failed" },
];

function Kinds({ kinds }: { kinds: KindInQueue[] }) {
  return (
    <TableFrame label="Jobs by kind">
      <thead>
        <tr>
          <th scope="col">Kind</th>
          {COLUMNS.map(({ name, label, class: more = "" }) => (
            <th key={name} scope="col" class={`text-right ${more}`}>{label}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {kinds.map((it) => (
          <tr key={it.kind}>
            <td class="font-mono text-xs">{it.kind}</td>
            {COLUMNS.map(({ name, class: more = "" }) => (
              <td key={name} class={`text-right ${more}`}>{formatNumber(it[name])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}
