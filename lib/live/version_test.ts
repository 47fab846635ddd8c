import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import { usageSoFar } from "@/lib/metering/usage_so_far.ts";
import { acceptRecords } from "@/lib/relay/accept_records.ts";
import { listRecords } from "@/lib/relay/list_records.ts";
import { findTenantBySlug } from "@/lib/tenancy/directory.ts";
import { asCaller } from "@/lib/usage/as_caller.ts";
import { makeCast } from "@/tests/support/cast.ts";
import { versionNow, versionOf } from "./version.ts";

Deno.test("versionNow() is another after each change of what the dashboard shows, and the same without", async () => {
  const { acme: { slug }, globex } = await makeCast();
  const acme = (await findTenantBySlug(slug))!;
  const neighbour = await versionNow((await findTenantBySlug(globex.slug))!);
  const now = new Date();
  const call = { requestId: newId(), now };
  const changes = [
    () => acceptRecords(acme.id, { records: [{ type: "order.created", data: {} }], now }),
    () => asCaller(acme.id, call, (tx) => tx.rows`select 1`),
    () =>
      asTenant(
        acme.id,
        (tx) => tx.count`delete from members where role = 'read_only' and tenant_id = ${acme.id}`,
      ),
    () =>
      asTenant(acme.id, (tx) =>
        tx.count`update tenant_entitlements set limit_quantity = 7
                  where tenant_id = ${acme.id} and feature = 'api_calls'`),
  ];
  const seen = [await versionNow(acme)];
  for (const change of changes) {
    await change();
    seen.push(await versionNow(acme));
    assert.equal(await versionNow(acme), seen.at(-1));
  }
  assert.equal(new Set(seen).size, changes.length + 1);
  assert.equal(await versionNow((await findTenantBySlug(globex.slug))!), neighbour);
});

Deno.test("versionOf() is another with another newest record", async () => {
  const { acme } = await makeCast();
  const now = new Date();
  await acceptRecords(acme.id, {
    records: ["one", "two"].map((id) => ({ id, type: "order", data: {} })),
    now,
  });
  const usage = await usageSoFar(acme.id, { now });
  const latest = await listRecords(acme.id);
  assert(latest.ok);
  const versions = latest.records.map((newest) => versionOf({ usage, newest, now }));
  assert.notEqual(versions[0], versions[1]);
});

Deno.test("versionOf() is another with the next quarter of an hour, not with the next second", async () => {
  const { acme } = await makeCast();
  const usage = await usageSoFar(acme.id, { now: new Date() });
  const at = (time: string) => versionOf({ usage, newest: undefined, now: new Date(time) });
  assert.equal(at("2026-11-14T22:59:58Z"), at("2026-11-14T22:59:59Z"));
  assert.notEqual(at("2026-11-14T22:59:59Z"), at("2026-11-14T23:00:00Z"), "a day begins in Berlin");
  assert.notEqual(at("2026-11-14T18:14:59Z"), at("2026-11-14T18:15:00Z"), "a day begins in Kathmandu");
});
