import { publicId } from "@/lib/ids.ts";
import { listTenants, type TenantSummary } from "@/lib/operator/list_tenants.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { EVENT_METERS } from "@/lib/usage/meters.ts";
import { type Cell, CSV, csv } from "@/routes/(_http)/csv.ts";
import { fileAnswer } from "@/routes/(_http)/file_answer.ts";
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
  GET({ url, state: { actor } }) {
    const now = new Date();
    const asked = { ...readTenantQuery(url), operator: actor.name, now, atMost: MOST };
    async function* rows() {
      yield (await listTenants(asked)).tenants.map(rowOf);
    }
    return fileAnswer(csv(COLUMNS, rows()), {
      name: `tenants-${now.toISOString().slice(0, 10)}.csv`,
      type: CSV,
    });
  },
});

function rowOf(tenant: TenantSummary): Cell[] {
  return [
    publicId("ten", tenant.id),
    tenant.name,
    tenantOrigin(tenant.slug),
    tenant.status,
    tenant.members,
    ...EVENT_METERS.map((meter) => tenant.usedThisMonth[meter]),
    tenant.lastActiveAt?.toISOString() ?? null,
    tenant.createdAt.toISOString(),
  ];
}
