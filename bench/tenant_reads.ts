import { asTenant } from "@/lib/db/as_tenant.ts";
import { pool } from "@/lib/db/connect.ts";
import { sql } from "@/lib/db/sql.ts";
import { makeBareTenant } from "@/tests/support/tenants.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { plainTable } from "./plain_table.ts";
import { rates } from "./rates.ts";
import { inWords, type Result } from "./result.ts";

const AT_ONCE = 8;
const ROWS = 10_000;

/** A point read inside its tenant, in one round trip, against the same read without tenant, transaction or policy. */
export async function tenantReads(): Promise<Result[]> {
  const tenantId = await makeBareTenant();
  await using _events = await plainTable("usage_events", "select");
  await asSuperuser(async (client) => {
    await client.query(
      `insert into pooled.usage_events (tenant_id, source, event_id, meter, quantity, occurred_at)
       select $1, 'bench', n, 'api_calls', 1, now() from generate_series(1, $2) n`,
      [tenantId, ROWS],
    );
    await client.query("insert into public.plain_usage_events select * from pooled.usage_events");
    await client.query("analyze");
  });
  const id = () => String(1 + Math.floor(Math.random() * ROWS));
  const { ratio, ours } = await rates({
    atOnce: AT_ONCE,
    ours: () =>
      asTenant.one(
        tenantId,
        sql`
        select quantity from usage_events where tenant_id = ${tenantId} and source = 'bench' and event_id = ${id()}`,
      ),
    bare: () =>
      pool("app").query(
        "select quantity from public.plain_usage_events where tenant_id = $1 and source = 'bench' and event_id = $2",
        [tenantId, id()],
      ),
  });
  return [{
    ...ratio,
    name: "asTenant.one, a point read, against the same read without tenant, transaction or policy",
    target: { atLeast: 0.35 },
    aside: `${inWords(ours.median)} reads a second`,
  }];
}
