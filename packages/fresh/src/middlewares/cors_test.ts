import assert from "node:assert/strict";
import { App } from "../app.ts";
import { send } from "../../tests/send.ts";
import { cors, type CORSOptions } from "./cors.ts";

async function headersOf(line: string, options: CORSOptions<unknown>, headers: Record<string, string> = {}) {
  const app = new App().use(cors(options)).get("/", (ctx) => ctx.text("ok"));
  const response = await send(app, line, { headers: { origin: "https://a.test", ...headers } });
  return { status: response.status, ...Object.fromEntries(response.headers) };
}

Deno.test("cors() allows any origin, a named one, or what a function says", async () => {
  const origins: [CORSOptions<unknown>["origin"], string | undefined][] = [
    [undefined, "*"],
    ["https://b.test", "https://b.test"],
    [["https://a.test", "https://b.test"], "https://a.test"],
    [["https://b.test"], undefined],
    [(origin) => origin.endsWith("a.test") ? origin : null, "https://a.test"],
    [() => null, undefined],
  ];
  for (const [origin, allowed] of origins) {
    const headers: Record<string, unknown> = await headersOf("GET /", { origin });
    assert.equal(headers["access-control-allow-origin"], allowed);
  }
});

Deno.test("cors() answers a preflight with what is allowed", async () => {
  const headers = await headersOf(
    "OPTIONS /",
    {
      origin: "https://a.test",
      allowMethods: ["POST"],
      allowHeaders: ["x-a", "x-b"],
      maxAge: 600,
      credentials: true,
    },
    { "access-control-request-method": "POST" },
  );
  assert.deepEqual(headers, {
    status: 204,
    "access-control-allow-credentials": "true",
    "access-control-allow-headers": "x-a,x-b",
    "access-control-allow-methods": "POST",
    "access-control-allow-origin": "https://a.test",
    "access-control-max-age": "600",
    vary: "Origin, Access-Control-Request-Headers",
  });
});

Deno.test("cors() allows the headers that a preflight asks for, unless it is told which", async () => {
  const preflight = {
    "access-control-request-method": "POST",
    "access-control-request-headers": "x-asked",
  };
  const headers: Record<string, unknown> = await headersOf("OPTIONS /", {}, preflight);
  assert.equal(headers["access-control-allow-headers"], "x-asked");
  assert.equal(headers["access-control-allow-origin"], "*");
});

Deno.test("cors() names the headers that a page may read", async () => {
  const headers = await headersOf("GET /", { exposeHeaders: ["x-request-id"] });
  assert.partialDeepStrictEqual(headers, { status: 200, "access-control-expose-headers": "x-request-id" });
});
