import assert from "node:assert/strict";
import { newId } from "@/lib/ids.ts";
import { acceptRecords } from "@/lib/relay/accept_records.ts";
import { baseOrigin, isSpread, startApp } from "@/tests/support/app.ts";
import { makeCast, PASSWORD, sessionFor } from "@/tests/support/cast.ts";
import { makeKey } from "@/tests/support/keys.ts";
import { inShort, roundTripsOf } from "@/tests/support/round_trips.ts";

const app = await startApp();
const { acme, ada } = await makeCast();
const actor = { kind: "member", id: ada.userId, name: ada.name } as const;
const { key } = await makeKey(acme.id, { name: "Shop", actor, now: new Date() });
const session = await sessionFor(ada);
const order = (id: string) => ({ id, type: "order.created", data: { total_minor: 1299 } });
await acceptRecords(acme.id, { records: [order("kept")], now: new Date() });

type Asked = { method?: string; json?: unknown; headers?: Record<string, string> };

function call(path: string, { method, json, headers }: Asked = {}) {
  return app.ask(acme.origin, `/api/v1${path}`, {
    method,
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json", ...headers },
  });
}

function send(json: unknown, headers?: Record<string, string>) {
  return call("/records", { method: "POST", json, headers });
}

const visit = (path: string) => app.ask(acme.origin, path, { as: session });
const signIn = (password: string) =>
  app.ask(acme.origin, "/signin", { form: { email: ada.email, password } });

/** How many statements each round trip of a request has. More than here is slower for everybody. */
const REQUESTS: [name: string, trips: string, ask: () => Promise<Response>][] = [
  ["API: one record", "4 + 5", () => send(order(newId()))],
  ["API: a batch of 1,000", "4 + 5", () => send(Array.from({ length: 1_000 }, () => order(newId())))],
  ["API: a record that was sent before", "4 + 5 + 4", () => send(order("kept"))],
  [
    "API: one record with an Idempotency-Key",
    "4 + 4 + 1 + 1 + 1",
    () => send(order(newId()), { "idempotency-key": newId() }),
  ],
  ["API: the list of records", "4 + 5", () => call("/records")],
  ["API: one record by its id", "4 + 5", () => call("/records/kept")],
  ["API: usage", "4 + 5", () => call("/usage")],
  [
    "API: a key that cannot be one",
    "none",
    () => call("/usage", { headers: { authorization: "Bearer rh_x" } }),
  ],
  ["the landing page", "none", () => app.ask(baseOrigin, "/")],
  ["the sign-in page", "none", () => app.ask(acme.origin, "/signin")],
  ["signing in", "4 + 3 + 2 + 1", () => signIn(PASSWORD)],
  ["signing in with a wrong password", "4", () => signIn("not-it")],
  ["the dashboard", "4 + 4 + 4 + 4", () => visit("/dashboard")],
  ["the records", "4 + 4", () => visit("/records")],
  ["a record", "4 + 4", () => visit("/records/kept")],
  ["the API keys", "4 + 4", () => visit("/api-keys")],
  ["the members", "4 + 4", () => visit("/members")],
  ["the audit log", "4 + 4", () => visit("/audit")],
  ["the settings", "4", () => visit("/settings")],
];

for (const [name, expected, ask] of REQUESTS) {
  Deno.test({
    name: `${name} asks the database exactly so often: ${expected}`,
    // Only statements of this process are seen.
    ignore: isSpread,
    async fn() {
      await ask(); // what is loaded once, such as the signing keys, is not of this request
      let status = 0;
      const trips = await roundTripsOf(async () => status = (await ask()).status);
      assert.ok(status < 500, `${status}`);
      assert.equal(inShort(trips), expected, trips.map((it) => it.join(";\n")).join("\n--\n"));
    },
  });
}
