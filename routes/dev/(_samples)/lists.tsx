import { DeadLetterTable } from "@/components/DeadLetterTable.tsx";
import { KeyTable } from "@/components/KeyTable.tsx";
import { Pagination } from "@/components/Pagination.tsx";
import { RecordTable } from "@/components/RecordTable.tsx";
import { SAMPLE_TENANTS } from "@/components/sample_usage.ts";
import { TableFrame } from "@/components/TableFrame.tsx";
import { TenantTable } from "@/components/TenantTable.tsx";
import { newId } from "@/lib/ids.ts";
import { Sample, Samples } from "./sample.tsx";
import { MOMENT } from "./words.tsx";

const KEY = { id: newId(), hint: "x7Qd", createdBy: "Ada", createdAt: MOMENT };
const KEYS = [
  { ...KEY, name: "Shop backend", lastUsedAt: MOMENT, revokedAt: null, revokedBy: null },
  { ...KEY, name: "Nightly import", lastUsedAt: null, revokedAt: null, revokedBy: null },
  { ...KEY, name: "Old shop", lastUsedAt: MOMENT, revokedAt: MOMENT, revokedBy: "Ada" },
];

const RECORDS = ["order-1", "order/2 with a name that is far too long for its column"].map((id) => ({
  id,
  type: "order.created",
  data: { total_minor: 1_299, note: "Ring twice, the bell by the green door is weak" },
  occurred_at: MOMENT,
  received_at: MOMENT,
}));

const LETTERS = [{
  tenantId: newId(),
  jobId: newId(),
  kind: "mail.send",
  attempts: 12,
  lastError: "Connecting to the mail server: it did not answer within 10 seconds",
  createdAt: MOMENT,
  diedAt: MOMENT,
  slug: "acme",
}];

export function Lists({ url }: { url: URL }) {
  const second = new URL("?cursor=first", url);
  return (
    <Samples title="To look through">
      <Sample name="KeyTable" wide>
        <KeyTable keys={KEYS} timeZone="UTC" mayRevoke />
      </Sample>
      <Sample name="RecordTable" wide>
        <RecordTable records={RECORDS} timeZone="UTC" />
      </Sample>
      <Sample name="TenantTable" wide>
        <TenantTable tenants={SAMPLE_TENANTS} />
      </Sample>
      <Sample name="DeadLetterTable" wide>
        <DeadLetterTable letters={LETTERS} backTo="/dev/components" />
      </Sample>
      <Sample name="TableFrame" wide>
        <TableFrame label="A table that scrolls">
          <tbody>
            <tr>
              {Array.from(
                { length: 12 },
                (_, index) => <td key={index} class="whitespace-nowrap">Column {index + 1}</td>,
              )}
            </tr>
          </tbody>
        </TableFrame>
      </Sample>
      <Sample name="Pagination" wide>
        <Pagination url={second} nextCursor="third" previousCursor="first" />
      </Sample>
    </Samples>
  );
}
