import assert from "node:assert/strict";
import { newId } from "@/lib/ids.ts";
import { buildIfStale } from "@/tools/build_if_stale.ts";
import { makeCast, type Person } from "@/tests/support/cast.ts";
import { makeKey } from "@/tests/support/keys.ts";
import { Connection, requestText } from "./connection.ts";
import { DATA } from "./record_data.ts";
import { rates } from "./rates.ts";
import { inWords, type Result } from "./result.ts";
import { startWebProcess } from "./web_process.ts";

const CONNECTIONS = 8;
/** So many that none comes to the limit of calls that each tenant and key has. */
const CASTS = 20;

type Sender = { tenantId: string; host: string; key: string };

/** One record by each request, from keys of many tenants over kept connections. */
export async function singleRecords(): Promise<Result[]> {
  await buildIfStale();
  const senders = await makeSenders();
  const server = await startWebProcess("bench/serve_both.ts");
  const [ours, bare] = await Promise.all([server.port, Number(server.said)].map(openConnections));
  let turn = 0;
  const nextSender = () => senders[turn++ % senders.length];
  try {
    const { ratio, ours: rate } = await rates({
      atOnce: CONNECTIONS,
      ours: (place) => post(ours[place], "/api/v1/records", nextSender()),
      bare: (place) => {
        const sender = nextSender();
        return post(bare[place], `/${sender.tenantId}`, sender);
      },
    });
    return [{
      ...ratio,
      name: "API requests of one record each, by HTTP, against a bare handler that writes the same rows",
      target: { atLeast: 0.5 },
      aside: `${inWords(rate.median)} requests a second`,
    }];
  } finally {
    for (const it of [...ours, ...bare]) it.close();
    await server.stop();
  }
}

async function makeSenders(): Promise<Sender[]> {
  const senders: Sender[] = [];
  for (let cast = 0; cast < CASTS; cast++) {
    const { ada, max } = await makeCast();
    senders.push(await senderOf(ada), await senderOf(max));
  }
  return senders;
}

async function senderOf({ tenant, userId, name }: Person): Promise<Sender> {
  const actor = { kind: "member", id: userId, name } as const;
  const { key } = await makeKey(tenant.id, { name: "Bench", actor, now: new Date() });
  return { tenantId: tenant.id, host: new URL(tenant.origin).host, key };
}

function openConnections(port: number): Promise<Connection[]> {
  return Promise.all(Array.from({ length: CONNECTIONS }, () => Connection.open(port)));
}

async function post(connection: Connection, path: string, { host, key }: Sender) {
  const status = await connection.ask(requestText({
    method: "POST",
    path,
    headers: { host, authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ id: newId(), type: "order.created", data: DATA }),
  }));
  assert.equal(status, 201);
}
