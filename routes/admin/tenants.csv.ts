import { publicId } from "@/lib/ids.ts";
import { listTenants } from "@/lib/operator/list_tenants.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { EVENT_METERS } from "@/lib/usage/meters.ts";
import { csvAnswer } from "@/routes/(_http)/csv.ts";
import { define } from "@/utils.ts";
import { readTenantQuery } from "./(_http)/tenant_query.ts";

const COLUMNS = [
  "id",
  "name",
  "address",
  "status",
  "members",
  ...EVENT_METERS.map((meter) => `${meter}_this_month`),
  "last_active_at",
  "opened_at",
];
const MOST = 100_000;

/** The list as it is filtered and sorted, all pages at once. */
export const handler = define.handlers({
  async GET({ url, state: { actor } }) {
    const now = new Date();
    const { tenants } = await listTenants({
      ...readTenantQuery(url),
      operator: actor.name,
      now,
      atMost: MOST,
    });
    const rows = tenants.map((it) => [
      publicId("ten", it.id),
      it.name,
      tenantOrigin(it.slug),
      it.status,
      it.members,
      ...EVENT_METERS.map((meter) => it.usedThisMonth[meter]),
      it.lastActiveAt,
      it.createdAt,
    ]);
    return csvAnswer(`tenants-${now.toISOString().slice(0, 10)}.csv`, COLUMNS, rows);
  },
});
