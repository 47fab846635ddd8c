import { listEntries, type RecordedEntry } from "@/lib/audit/list_entries.ts";
import { asPlatform } from "@/lib/db/as_platform.ts";
import type { Tx } from "@/lib/db/transaction.ts";
import { listApiKeys, type ListedApiKey } from "@/lib/identity/list_api_keys.ts";
import { type DeadLetter, listDeadLetters } from "@/lib/jobs/list_dead_letters.ts";
import { type DayUsage, usageByDay } from "@/lib/metering/usage_by_day.ts";
import { type UsageSoFar, usageSoFar } from "@/lib/metering/usage_so_far.ts";
import { findTenantBySlug } from "@/lib/tenancy/directory.ts";
import type { Member } from "@/lib/tenancy/find_member.ts";
import { type Entitlement, listEntitlements } from "@/lib/tenancy/list_entitlements.ts";
import { listMembers } from "@/lib/tenancy/list_members.ts";
import { EVENT_METERS, type EventMeter } from "@/lib/usage/meters.ts";
import { latestDays } from "@/lib/metering/spans.ts";

/** What operators see of one tenant: how much there is and who, never what its records say. */
export type TenantSheet = TenantFacts & {
  entitlements: Entitlement[];
  usage: UsageSoFar;
  /** The last 30 days, UTC, oldest first. */
  days: { meter: EventMeter; days: DayUsage[] }[];
  members: Member[];
  keys: ListedApiKey[];
  /** The latest of its audit entries. */
  entries: RecordedEntry[];
  deadLetters: DeadLetter[];
};

export type TenantFacts = {
  id: string;
  slug: string;
  name: string;
  timeZone: string;
  createdAt: Date;
  placement: string;
  /** Undefined while the tenant is open. */
  suspension?: Suspension;
};

export type Suspension = { reason: string; by: string; at: Date };

type Look = { operator: string; now: Date };

const DAYS = 30;
const LATEST_ENTRIES = 10;

/**
 * The record of the look commits first; then what belongs to the tenant is read as the tenant itself, behind its own
 * wall. Undefined for an id that names no tenant.
 */
export async function lookAtTenant(
  tenantId: string,
  { operator, now }: Look,
): Promise<TenantSheet | undefined> {
  const found = await asPlatform(`${operator} looks at tenant ${tenantId}`, async (tx) => {
    const [facts, deadLetters] = await Promise.all([
      factsOf(tx, tenantId),
      listDeadLetters(tx, { tenantId }),
    ]);
    return facts && { ...facts, deadLetters };
  });
  if (!found) return undefined;
  await findTenantBySlug(found.slug); // so that it is entered at the epoch it has now
  const [entitlements, usage, days, members, keys, { entries }] = await Promise.all([
    listEntitlements(tenantId),
    usageSoFar(tenantId, { now }),
    Promise.all(EVENT_METERS.map((meter) => daysOf(tenantId, meter, now))),
    listMembers(tenantId),
    listApiKeys(tenantId),
    listEntries(tenantId, { pageSize: LATEST_ENTRIES }),
  ]);
  return { ...found, entitlements, usage, days, members, keys, entries };
}

async function factsOf(tx: Tx, tenantId: string): Promise<TenantFacts | undefined> {
  const [tenant, suspension] = await Promise.all([
    tx.row<Omit<TenantFacts, "suspension">>`
      select t.id, t.slug, t.name, t.time_zone as "timeZone", t.created_at as "createdAt", p.kind as placement
        from platform.tenants t join platform.placements p on p.tenant_id = t.id where t.id = ${tenantId}`,
    tx.row<Suspension>`
      select reason, suspended_by as by, suspended_at as at
        from platform.tenant_suspensions where tenant_id = ${tenantId} and lifted_at is null`,
  ]);
  return tenant && { ...tenant, suspension };
}

async function daysOf(tenantId: string, meter: EventMeter, now: Date) {
  const timeZone = "UTC";
  const { days } = await usageByDay(tenantId, { meter, ...latestDays(DAYS, { now, timeZone }), timeZone });
  return { meter, days };
}
