/** A process of its own for `singleRecords()`: the app as it is served, and the bare handler on another port. */
import { Buffer } from "node:buffer";
import { serveWeb } from "@/tools/serve_web.ts";
import { untilStopped } from "@/tools/until_stopped.ts";
import { newId } from "@/lib/ids.ts";
import { pool } from "@/lib/db/connect.ts";

const web = await serveWeb();
const bare = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, async (req) => {
  await insert(new URL(req.url).pathname.slice(1), await req.json());
  return Response.json({ accepted: 1 }, { status: 201 });
});
console.log(bare.addr.port);
await untilStopped([web, { stop: () => bare.shutdown() }]);

type Sent = { id: string; type: string; data: object };

/**
 * The rows that ours writes for one record, by the driver as its documentation shows it: believing everything, in one
 * round trip. Row-level security asks for `enter`.
 */
async function insert(tenantId: string, { id, type, data }: Sent) {
  const [uuid, requestId, now, text] = [newId(), newId(), new Date(), JSON.stringify(data)];
  const client = await pool("app").connect();
  try {
    await Promise.all([
      client.query("begin"),
      client.query("select gate.enter($1, 1)", [tenantId]),
      client.query(
        `with record as (
           insert into records (tenant_id, id, key, type, occurred_at, data, size_bytes, received_at)
           values ($1, $2, $3, $4, $5, $6, $7, $5)
         )
         insert into usage_events (tenant_id, source, event_id, meter, quantity, occurred_at)
         values ($1, 'records', $8, 'records_processed', 1, $5), ($1, 'api', $9, 'api_calls', 1, $5)`,
        [tenantId, uuid, id, type, now, text, Buffer.byteLength(text), uuid, requestId],
      ),
      client.query("commit"),
    ]);
  } finally {
    client.release();
  }
}
