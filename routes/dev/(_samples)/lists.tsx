import { CountedEvents } from "@/components/CountedEvents.tsx";
import { Downloads } from "@/components/Downloads.tsx";
import { EntryTable } from "@/components/EntryTable.tsx";
import { EventTable } from "@/components/EventTable.tsx";
import { KeyTable } from "@/components/KeyTable.tsx";
import { Pagination } from "@/components/Pagination.tsx";
import { RecordTable } from "@/components/RecordTable.tsx";
import { type PlacedSession, SessionList } from "@/components/SessionList.tsx";
import { RoleTable } from "@/components/RoleTable.tsx";
import { SecurityEventTable } from "@/components/SecurityEventTable.tsx";
import { TableFrame } from "@/components/TableFrame.tsx";
import { TypeChoice } from "@/components/TypeChoice.tsx";
import type { RecordedEntry } from "@/lib/audit/list_entries.ts";
import { ALL_SCOPES } from "@/lib/identity/api_key_scopes.ts";
import type { ListedApiKey } from "@/lib/identity/list_api_keys.ts";
import { newId, publicId } from "@/lib/ids.ts";
import type { CountedEvent } from "@/lib/metering/list_usage_events.ts";
import { DeadLetterTable } from "@/components/DeadLetterTable.tsx";
import { SAMPLE_TENANTS } from "@/components/sample_usage.ts";
import { TenantTable } from "@/components/TenantTable.tsx";
import { Sample, Samples } from "./sample.tsx";
import { CLOCK, MOMENT } from "./words.tsx";

const DAY_MS = 24 * 3_600_000;
const KEY: ListedApiKey = {
  id: newId(),
  name: "Shop backend",
  hint: "x7Qd",
  scopes: ALL_SCOPES,
  perMinute: null,
  allowedNetworks: [],
  createdBy: "Ada",
  createdAt: MOMENT,
  expiresAt: null,
  lastUsedAt: MOMENT,
  lastUsedFrom: "203.0.113.7",
  secretNumber: 1,
  rotatedAt: null,
  previousHint: null,
  previousUntil: null,
  revokedAt: null,
  revokedBy: null,
};
const KEYS: ListedApiKey[] = [
  KEY,
  { ...KEY, name: "Nightly import", scopes: ["records.write"], lastUsedAt: null },
  { ...KEY, name: "Report", scopes: ["usage.read"], expiresAt: new Date(CLOCK.now.getTime() + 5 * DAY_MS) },
  { ...KEY, name: "Till", previousHint: "Ty0q", previousUntil: new Date(CLOCK.now.getTime() + DAY_MS) },
  { ...KEY, name: "Fair", expiresAt: MOMENT },
  { ...KEY, name: "Old shop", revokedAt: MOMENT, revokedBy: "Ada" },
];

const SESSION: PlacedSession = {
  id: newId(),
  methods: ["pwd"],
  userAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0",
  ip: "203.0.113.7",
  openedAt: MOMENT,
  lastActiveAt: MOMENT,
  endsAt: new Date(CLOCK.now.getTime() + 7 * DAY_MS),
  endedBecause: null,
  location: { country: "Germany", network: "Example Networks" },
};
const ENDED: PlacedSession = { ...SESSION, id: newId(), endsAt: MOMENT, endedBecause: "revoked_by_self" };

const RECORDS = ["order-1", "order/2 with a name that is far too long for its column"].map((id) => ({
  id,
  type: "order.created",
  data: { total_minor: 1_299, note: "Ring twice, the bell by the green door is weak" },
  occurred_at: MOMENT,
  received_at: MOMENT,
}));

const EVENT = { occurredAt: MOMENT, quantity: 1 };
const EVENTS: CountedEvent[] = [
  { ...EVENT, meter: "records_processed", source: "records", eventId: newId(), recordId: "order-1" },
  { ...EVENT, meter: "api_calls", source: "api", eventId: publicId("req", newId()), recordId: null },
];

const SECURITY_EVENT = { detail: {}, recordedAt: MOMENT };
const SECURITY_EVENTS = [
  { ...SECURITY_EVENT, id: newId(), kind: "new_device" as const, name: "Ben", ip: "192.0.2.17" },
  {
    ...SECURITY_EVENT,
    id: newId(),
    kind: "spraying_source" as const,
    name: null,
    ip: "2001:db8:1:2:3:4:5:6",
    detail: { people: 21 },
  },
];

const ENTRY = { detail: {}, recordedAt: MOMENT, requestId: publicId("req", newId()) };
const ENTRIES: RecordedEntry[] = [
  {
    ...ENTRY,
    id: newId(),
    action: "api_key.created",
    actorKind: "member",
    actorId: newId(),
    actorName: "Ada",
    subjectKind: "api_key",
    subjectId: newId(),
    detail: { name: "Nightly import", hint: "x7Qd" },
  },
  {
    ...ENTRY,
    id: newId(),
    action: "tenant.suspended",
    actorKind: "operator",
    actorId: newId(),
    actorName: "Sam",
    subjectKind: "tenant",
    subjectId: newId(),
  },
];
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
      <Sample name="SessionList" wide>
        <SessionList
          sessions={{
            open: [SESSION, { ...SESSION, id: newId(), userAgent: null, ip: null }],
            ended: [ENDED],
          }}
          currentId={SESSION.id}
          clock={CLOCK}
          action="/security/sessions"
        />
      </Sample>
      <Sample name="KeyTable" wide>
        <KeyTable keys={KEYS} clock={CLOCK} mayManage />
      </Sample>
      <Sample name="RecordTable" wide>
        <RecordTable records={RECORDS} clock={CLOCK} />
      </Sample>
      <Sample name="TypeChoice" wide>
        <TypeChoice
          types={[{ type: "order.created", count: 10_001 }, { type: "order.paid", count: 412 }]}
          current="order.paid"
          urlOf={(type) => `/dev/components?type=${type}`}
        />
      </Sample>
      <Sample name="EventTable" wide>
        <EventTable events={EVENTS} clock={CLOCK} />
      </Sample>
      <Sample name="CountedEvents" wide>
        <CountedEvents
          url={url}
          asked={{ meter: "api_calls", month: "2026-11", day: "2026-11-14", event: "" }}
          page={{ events: [] }}
          clock={CLOCK}
        />
      </Sample>
      <Sample name="EntryTable" wide>
        <EntryTable entries={ENTRIES} timeZone="UTC" actorUrl={(who) => `/dev/components?who=${who}`} />
      </Sample>
      <Sample name="SecurityEventTable" wide>
        <SecurityEventTable
          events={SECURITY_EVENTS}
          timeZone="UTC"
          lastTitle="Tenant"
          last={() => "Acme"}
        />
      </Sample>
      <Sample name="RoleTable" wide>
        <RoleTable />
      </Sample>
      <Sample name="Downloads">
        <Downloads url={url} path="/dev/mail" endings={["json"]} />
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
