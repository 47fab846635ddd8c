import assert from "node:assert/strict";
import { connect } from "node:tls";
import { newId } from "@/lib/ids.ts";
import { makeKey } from "@/tests/support/keys.ts";
import { acceptRecords } from "@/lib/relay/accept_records.ts";
import { listRecords } from "@/lib/relay/list_records.ts";
import { makeCast, sessionFor } from "@/tests/support/cast.ts";
import { startHouse } from "@/tests/support/house.ts";
import { until } from "@/tests/support/queue.ts";

Deno.test("SIGTERM lets a request under way finish, takes no new one, and ends with success", async () => {
  const { acme, ada } = await makeCast();
  const actor = { kind: "member", id: ada.userId, name: ada.name } as const;
  const { key } = await makeKey(acme.id, { name: "Slow", actor, now: new Date() });
  const house = await startHouse();
  const { hostname, port } = new URL(house.origin);
  const body = JSON.stringify({ id: newId(), type: "order.created", data: {} });
  const socket = connect({ host: "127.0.0.1", port: Number(port), rejectUnauthorized: false });
  const answer = collect(socket);
  await new Promise((resolve) => socket.once("secureConnect", resolve));
  socket.write(
    `POST /api/v1/records HTTP/1.1\r\nhost: ${acme.slug}.${hostname}:${port}\r\nauthorization: Bearer ${key}\r\n` +
      `content-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${
        body.slice(0, 10)
      }`,
  );
  await new Promise((resolve) => setTimeout(resolve, 200)); // the request is in the handler, waiting for its body
  const ended = house.signal("SIGTERM");
  await untilRefused(Number(port));
  socket.write(body.slice(10));
  assert.match(await answer, /^HTTP\/1\.1 201 /);
  assert.equal((await ended).success, true);
  await house.cleanUp();
  const page = await listRecords(acme.id);
  assert(page.ok);
  assert.equal(page.records.length, 1);
});

Deno.test("SIGTERM ends open streams cleanly, and the next process goes on from the last event", async () => {
  const { acme, ada } = await makeCast();
  const house = await startHouse();
  const { hostname, port } = new URL(house.origin);
  const origin = house.tenantOrigin(acme.slug);
  const { refreshToken } = await sessionFor({ ...ada, tenant: { ...acme, origin } });
  const look = async (headers = "") => {
    const socket = connect({ host: "127.0.0.1", port: Number(port), rejectUnauthorized: false });
    const answer = collect(socket);
    await new Promise((resolve) => socket.once("secureConnect", resolve));
    socket.write(
      `GET /live HTTP/1.1\r\nhost: ${acme.slug}.${hostname}:${port}\r\n` +
        `cookie: __Host-rt=${refreshToken}\r\n${headers}\r\n`,
    );
    const seen: string[] = [];
    socket.on("data", (chunk: Uint8Array) => seen.push(new TextDecoder().decode(chunk)));
    return { answer, lastId: () => /^id: (\S+)/m.exec(seen.join(""))?.[1] };
  };
  const first = await look();
  await until(() => first.lastId() !== undefined);
  assert.equal((await house.signal("SIGTERM")).success, true);
  assert.match(await first.answer, /\r\n0\r\n\r\n$/);

  await acceptRecords(acme.id, { records: [{ type: "order.created", data: {} }], now: new Date() });
  await house.reopen();
  const next = await look(`last-event-id: ${first.lastId()}\r\n`);
  await until(() => next.lastId() !== undefined);
  assert.notEqual(next.lastId(), first.lastId());
  await house.stop();
  assert.match(await next.answer, /^HTTP\/1\.1 200 /);
});

function collect(socket: ReturnType<typeof connect>): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    socket.on("data", (chunk: Uint8Array) => text += new TextDecoder().decode(chunk));
    socket.on("end", () => resolve(text));
    socket.on("error", reject);
  });
}

async function untilRefused(port: number) {
  for (let attempt = 0; attempt < 100; attempt++) {
    const socket = connect({ host: "127.0.0.1", port, rejectUnauthorized: false });
    const answer = collect(socket);
    await new Promise((resolve) => socket.once("secureConnect", resolve));
    socket.write("GET /livez HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n\r\n");
    if (/^HTTP\/1\.1 503 [^]*retry-after: 1/.test(await answer)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("The server still takes requests");
}
