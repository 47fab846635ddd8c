import assert from "node:assert/strict";
import { App } from "../app.ts";
import { send } from "../../tests/send.ts";
import { csrf, type CsrfOptions } from "./csrf.ts";

async function statusOf(headers: Record<string, string>, options?: CsrfOptions<unknown>, method = "POST") {
  const app = new App().use(csrf(options)).all("/", (ctx) => ctx.text("ok"));
  return (await send(app, `${method} /`, { headers })).status;
}

Deno.test("csrf() lets the application's own requests pass and refuses those of other sites", async () => {
  const cases: [Record<string, string>, number][] = [
    [{}, 200],
    [{ "sec-fetch-site": "same-origin" }, 200],
    [{ "sec-fetch-site": "none" }, 200],
    [{ "sec-fetch-site": "same-site" }, 403],
    [{ "sec-fetch-site": "cross-site" }, 403],
    [{ origin: "http://localhost" }, 200],
    [{ origin: "https://evil.test" }, 403],
    [{ origin: "null" }, 403],
  ];
  for (const [headers, status] of cases) {
    assert.equal(await statusOf(headers), status, JSON.stringify(headers));
  }
});

Deno.test("csrf() does not look at requests that only read", async () => {
  assert.equal(await statusOf({ origin: "https://evil.test" }, {}, "GET"), 200);
});

Deno.test("csrf() lets origins pass that are named", async () => {
  const headers = { origin: "https://friend.test", "sec-fetch-site": "cross-site" };
  for (
    const origin of [
      "https://friend.test",
      ["https://x.test", "https://friend.test"],
      (o: string) => o.includes("friend"),
    ]
  ) {
    assert.equal(await statusOf(headers, { origin }), 200);
  }
  assert.equal(await statusOf(headers, { origin: "https://x.test" }), 403);
});
