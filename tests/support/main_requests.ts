import { newBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { newId } from "@/lib/ids.ts";
import { acceptRecords } from "@/lib/relay/accept_records.ts";
import { baseOrigin, type TestApp } from "./app.ts";
import { makeCast, PASSWORD, sessionFor } from "./cast.ts";
import { makeKey } from "./keys.ts";

/** A request that the house answers all day. */
export type MainRequest = {
  name: string;
  /** Statements of each round trip that it may take, and no more: each is time for everybody. */
  trips: string;
  ask: () => Promise<Response>;
};

type Call = { method?: string; json?: unknown; headers?: Record<string, string> };

export async function mainRequests(app: TestApp): Promise<MainRequest[]> {
  const now = new Date();
  const { acme, ada } = await makeCast(now);
  const actor = { kind: "member", id: ada.userId, name: ada.name } as const;
  const { key } = await makeKey(acme.id, { name: "Shop", actor, now });
  const session = await sessionFor(ada);
  const order = (id: string) => ({ id, type: "order.created", data: { total_minor: 1299 } });
  await acceptRecords(acme.id, { records: [order("kept")], now });

  const call = (path: string, { method, json, headers }: Call = {}) =>
    app.ask(acme.origin, `/api/v1${path}`, {
      method,
      ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json", ...headers },
    });
  const send = (json: unknown, headers?: Record<string, string>) =>
    call("/records", { method: "POST", json, headers });
  const visit = (path: string) => app.ask(acme.origin, path, { as: session });
  const device = newBearerSecret();
  const signIn = (password: string) =>
    app.ask(acme.origin, "/signin", {
      form: { email: ada.email, password },
      headers: { cookie: `__Host-device=${device}` },
    });

  return [
    { name: "API, one record", trips: "4 + 5", ask: () => send(order(newId())) },
    {
      name: "API, a batch of 1,000",
      trips: "4 + 5",
      ask: () => send(Array.from({ length: 1_000 }, () => order(newId()))),
    },
    { name: "API, a record that was sent before", trips: "4 + 5 + 4", ask: () => send(order("kept")) },
    {
      name: "API, one record with an Idempotency-Key",
      trips: "4 + 4 + 1 + 1 + 1",
      ask: () => send(order(newId()), { "idempotency-key": newId() }),
    },
    { name: "API, the list of records", trips: "4 + 5", ask: () => call("/records") },
    { name: "API, one record by its id", trips: "4 + 5", ask: () => call("/records/kept") },
    { name: "API, usage", trips: "4 + 5", ask: () => call("/usage") },
    {
      name: "API, a key that cannot be one",
      trips: "none",
      ask: () => call("/usage", { headers: { authorization: "Bearer rh_x" } }),
    },
    // Whether the demo lives here; away from embedded defaults it asks nothing.
    { name: "the landing page", trips: "1 + 1", ask: () => app.ask(baseOrigin, "/") },
    { name: "the sign-in page", trips: "5", ask: () => app.ask(acme.origin, "/signin") },
    { name: "signing in", trips: "5 + 6 + 3 + 1", ask: () => signIn(PASSWORD) },
    { name: "signing in with a wrong password", trips: "5 + 4 + 5", ask: () => signIn("not-it") },
    { name: "the dashboard", trips: "4 + 6", ask: () => visit("/dashboard") },
    { name: "the records", trips: "4 + 6", ask: () => visit("/records") },
    { name: "a record", trips: "4 + 5", ask: () => visit("/records/kept") },
    { name: "the API keys", trips: "4 + 4", ask: () => visit("/api-keys") },
    { name: "the members", trips: "4 + 6", ask: () => visit("/members") },
    { name: "the audit log", trips: "4 + 5", ask: () => visit("/audit") },
    { name: "the settings", trips: "4", ask: () => visit("/settings") },
  ];
}
