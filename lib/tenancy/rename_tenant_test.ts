import assert from "node:assert/strict";
import { z } from "zod";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { makeCast } from "@/tests/support/cast.ts";
import { findTenantBySlug } from "./directory.ts";
import { renameTenant } from "./rename_tenant.ts";
import { SettingsForm, TIME_ZONES } from "./settings_form.ts";

Deno.test("renameTenant() changes one tenant's name and time zone, seen by the next page, with an audit entry", async () => {
  const { acme, globex, ada } = await makeCast();
  const actor = { kind: "member" as const, id: ada.userId, name: ada.name, requestId: "req_1" };
  await renameTenant(acme.id, { name: "Acme Works", timeZone: "Europe/Berlin", actor });
  const renamed = await findTenantBySlug(acme.slug);
  assert.deepEqual([renamed?.name, renamed?.timeZone, renamed?.slug], [
    "Acme Works",
    "Europe/Berlin",
    acme.slug,
  ]);
  assert.equal((await findTenantBySlug(globex.slug))?.name, "Globex");
  const entries = await asTenant(
    acme.id,
    (tx) =>
      tx.rows`select actor_name, detail, request_id from audit_entries
               where tenant_id = ${tx.tenantId} and action = 'tenant.renamed'`,
  );
  assert.deepEqual(entries, [{
    actor_name: "Ada",
    detail: { name: "Acme Works", time_zone: "Europe/Berlin" },
    request_id: "req_1",
  }]);
});

Deno.test("SettingsForm takes a name and a time zone from the list", () => {
  assert.equal(TIME_ZONES[0], "UTC");
  assert.deepEqual(SettingsForm.parse({ name: " Acme ", time_zone: "Asia/Tokyo" }), {
    name: "Acme",
    time_zone: "Asia/Tokyo",
  });
  const { error } = SettingsForm.safeParse({ name: "", time_zone: "Mars/Olympus" });
  assert.deepEqual(z.flattenError(error!).fieldErrors, {
    name: ["Enter the name of your company"],
    time_zone: ["Choose a time zone from the list"],
  });
});
