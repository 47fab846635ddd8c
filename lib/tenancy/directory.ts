import { setTimeout as delay } from "node:timers/promises";
import { atGate } from "@/lib/db/at_gate.ts";
import { sql } from "@/lib/db/sql.ts";

export type Tenant = {
  id: string;
  slug: string;
  name: string;
  /** IANA name, such as `Europe/Berlin`. */
  timeZone: string;
  /** Of its placement; a move adds one. */
  epoch: number;
  isSuspended: boolean;
};

/** An answer is never older than this and the time of one query. */
const STALE_AFTER_MS = 500;
/** Unknown names, however many are asked for, cost one query in this time. */
const MISSES_SHARE_MS = 50;

const byId = new Map<string, Tenant>();
const bySlug = new Map<string, Tenant>();
let seen = 0;
let lookedAt = -Infinity;
let checkedAt = -Infinity;
let staleCheck: Promise<void> | undefined;
let missCheck: Promise<void> | undefined;

export async function findTenantBySlug(slug: string): Promise<Tenant | undefined> {
  return await find(() => bySlug.get(slug));
}

export async function findTenantById(id: string): Promise<Tenant | undefined> {
  return await find(() => byId.get(id));
}

/** The last known epoch, without asking; undefined for a tenant this process has not met. */
export function knownEpoch(tenantId: string): number | undefined {
  return byId.get(tenantId)?.epoch;
}

/** Takes in what changed since the last look. */
export async function refreshDirectory(): Promise<void> {
  const startedAt = lookedAt = performance.now();
  const changed = await atGate<Tenant & { version: number }>(sql`
    select id, slug, name, time_zone as "timeZone", epoch, is_suspended as "isSuspended", version
      from gate.tenants_changed_since(${seen}) order by version`);
  for (const { version, ...tenant } of changed) {
    // Versions appear in commit order, so a look that began earlier and ends later has nothing to add.
    if (version <= seen) continue;
    remember(tenant);
    seen = version;
  }
  checkedAt = Math.max(checkedAt, startedAt);
}

async function find(look: () => Tenant | undefined): Promise<Tenant | undefined> {
  if (performance.now() - checkedAt >= STALE_AFTER_MS) {
    await (staleCheck ??= refreshDirectory().finally(() => staleCheck = undefined));
  }
  const found = look();
  if (found) return found;
  await (missCheck ??= checkForMisses());
  return look();
}

/** Begins after the miss, so a tenant whose sign-up was answered before is found. */
async function checkForMisses() {
  // Always a delay, if of nothing: whoever made the call has to keep it before it is let go here.
  await delay(Math.max(0, lookedAt + MISSES_SHARE_MS - performance.now()));
  missCheck = undefined;
  await refreshDirectory();
}

function remember(tenant: Tenant) {
  const before = byId.get(tenant.id);
  if (before && bySlug.get(before.slug) === before) bySlug.delete(before.slug);
  byId.set(tenant.id, tenant);
  bySlug.set(tenant.slug, tenant);
}
