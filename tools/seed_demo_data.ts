import { createHash } from "node:crypto";
import type { Actor } from "@/lib/audit/actor.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { createApiKey } from "@/lib/identity/create_api_key.ts";
import { findApiKey } from "@/lib/identity/find_api_key.ts";
import { listApiKeys } from "@/lib/identity/list_api_keys.ts";
import { revokeApiKey } from "@/lib/identity/revoke_api_key.ts";
import { publicId } from "@/lib/ids.ts";
import { seedDemo } from "@/lib/onboarding/seed_demo.ts";
import { acceptRecords } from "@/lib/relay/accept_records.ts";
import { listMembers } from "@/lib/tenancy/list_members.ts";
import { renameTenant } from "@/lib/tenancy/rename_tenant.ts";
import { emitUsage } from "@/lib/usage/emit.ts";
import { BUSINESSES, dayOf, type DemoDay, QUARTER_DAYS } from "./demo_world.ts";

type DemoKey = { name: string; madeDaysAgo: number; usedDaysAgo?: number; revokedDaysAgo?: number };

/** The last one is made last: a tenant that has it has everything. */
const KEYS: Record<string, [DemoKey, ...DemoKey[]]> = {
  acme: [
    { name: "Old till", madeDaysAgo: 90, usedDaysAgo: 24, revokedDaysAgo: 23 },
    { name: "Accounting export", madeDaysAgo: 12 },
    { name: "Warehouse scanner", madeDaysAgo: 61, usedDaysAgo: 2 },
    { name: "Shop backend", madeDaysAgo: 90, usedDaysAgo: 0 },
  ],
  globex: [{ name: "Hall gateway", madeDaysAgo: 88, usedDaysAgo: 0 }],
};

const DAY_MS = 86_400_000;

/**
 * The demo cast, and a quarter of what its companies did, up to `now`. Each thing has an id made from its day, so what
 * a killed start left half-done is completed and never doubled.
 * @returns whether anything was new.
 */
export async function seed(now: Date): Promise<boolean> {
  const openedAt = new Date(now.getTime() - QUARTER_DAYS * DAY_MS);
  const { isNew, tenants } = await seedDemo({ now, openedAt });
  const furnished = await Promise.all(tenants.map((tenant) => furnish(tenant, now)));
  return isNew || furnished.includes(true);
}

/** @returns whether anything was missing. */
async function furnish({ id, slug }: { id: string; slug: string }, now: Date): Promise<boolean> {
  const lastKeyId = keyIdOf(slug, KEYS[slug].at(-1)!);
  if ((await listApiKeys(id)).some((it) => it.id === lastKeyId)) return false;
  for (let weeksAgo = QUARTER_DAYS / 7 - 1; weeksAgo >= 0; weeksAgo--) {
    const week = Array.from({ length: 7 }, (_, day) => {
      const daysAgo = weeksAgo * 7 + 6 - day;
      return dayOf(BUSINESSES[slug], { daysAgo, now });
    });
    await live(id, week);
  }
  const [owner] = await listMembers(id);
  const actor = { kind: "member", id: owner.userId, name: owner.name } as const;
  if (slug === "acme") await renameTenant(id, { name: "Acme", timeZone: "Europe/Berlin", actor });
  for (const key of KEYS[slug]) await handOut(id, { slug, key, actor, now });
  return true;
}

async function live(tenantId: string, week: DemoDay[]) {
  for (const { at, records } of week.flatMap((it) => it.deliveries)) {
    const call = { requestId: requestIdAt(at, records[0].id), now: at };
    await acceptRecords(tenantId, { records, now: at, call });
  }
  const calls = week.flatMap((it) => it.calls).map(({ at, name }) => ({
    meter: "api_calls" as const,
    quantity: 1,
    source: "api",
    eventId: requestIdAt(at, name),
    occurredAt: at,
  }));
  await asTenant(tenantId, (tx) => emitUsage(tx, calls));
}

type HandedOut = { slug: string; key: DemoKey; actor: Actor; now: Date };

async function handOut(tenantId: string, { slug, key, actor, now }: HandedOut) {
  const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const keyId = keyIdOf(slug, key);
  const made = await createApiKey(tenantId, { keyId, name: key.name, actor, now: daysAgo(key.madeDaysAgo) });
  if (made.ok && key.usedDaysAgo !== undefined) {
    await findApiKey(tenantId, { key: made.created.key, now: daysAgo(key.usedDaysAgo) });
  }
  if (key.revokedDaysAgo !== undefined) {
    await revokeApiKey(tenantId, { keyId, actor, now: daysAgo(key.revokedDaysAgo) });
  }
}

function keyIdOf(slug: string, { name }: DemoKey): string {
  return uuidAt(new Date("2024-11-22T00:00:00Z"), `${slug} ${name}`);
}

function requestIdAt(at: Date, name: string): string {
  return publicId("req", uuidAt(at, name));
}

/** A UUIDv7 of the moment, with a hash of the name where others have chance. */
function uuidAt(at: Date, name: string): string {
  const time = at.getTime().toString(16).padStart(12, "0");
  const hash = createHash("sha256").update(`${time} ${name}`).digest("hex");
  return [time.slice(0, 8), time.slice(8), `7${hash.slice(0, 3)}`, `8${hash.slice(3, 6)}`, hash.slice(6, 18)]
    .join("-");
}
