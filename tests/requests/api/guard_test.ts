import assert from "node:assert/strict";
import { revokeApiKey } from "@/lib/identity/revoke_api_key.ts";
import { rotateApiKey } from "@/lib/identity/rotate_api_key.ts";
import { publicId } from "@/lib/ids.ts";
import { call, keyOf } from "@/tests/support/api.ts";
import { baseOrigin, isSpread, startApp } from "@/tests/support/app.ts";
import { makeCast, sessionFor } from "@/tests/support/cast.ts";

const app = await startApp();
const { acme, globex, ada, max } = await makeCast();
const [adas, maxs] = [await keyOf(ada), await keyOf(max)];

const ROUTES: [method: string, path: string, json?: unknown][] = [
  ["GET", "/records"],
  ["POST", "/records", { type: "order", data: {} }],
  ["GET", "/records/order-1"],
  ["GET", "/usage"],
];

for (const [method, path, json] of ROUTES) {
  Deno.test(`${method} ${path} works with a key of this tenant`, async () => {
    const res = await call(app, acme.origin, path, { method, json, key: adas.key });
    assert.ok([200, 201, 404].includes(res.status));
    assert.match(res.headers.get("x-request-id") ?? "", /^req_/);
  });

  Deno.test(`${method} ${path} answers 401 without a key`, async () => {
    const res = await call(app, acme.origin, path, { method, json });
    assert.equal(res.status, 401);
    assert.equal(res.headers.get("www-authenticate"), "Bearer");
    assert.equal((await res.json()).instance, res.headers.get("x-request-id"));
  });

  Deno.test(`${method} ${path} answers 401 to a key of another tenant, as to one that never was`, async () => {
    const answers = [];
    for (const key of [maxs.key, `rh_${"x".repeat(49)}`, "x", "rh_"]) {
      const res = await call(app, acme.origin, path, { method, json, key });
      assert.equal(res.headers.get("www-authenticate"), 'Bearer error="invalid_token"');
      const { instance: _, ...answer } = await res.json();
      answers.push(answer);
    }
    assert.equal(new Set(answers.map((it) => JSON.stringify(it))).size, 1);
    assert.equal(answers[0].status, 401);
  });

  Deno.test(`${method} ${path} answers 401 to a session: the API takes keys alone`, async () => {
    const { accessToken } = await sessionFor(ada);
    const headers: Record<string, string>[] = [
      { cookie: `__Host-at=${accessToken}` },
      { authorization: `Bearer ${accessToken}` },
      { authorization: `Basic ${btoa(`x:${adas.key}`)}` },
    ];
    for (const it of headers) {
      assert.equal((await call(app, acme.origin, path, { method, json, headers: it })).status, 401);
    }
  });
}

Deno.test("a revoked key is refused from then on", async () => {
  const { id, key } = await keyOf(max);
  assert.equal((await call(app, globex.origin, "/usage", { key })).status, 200);
  const actor = { kind: "member", id: max.userId, name: max.name } as const;
  await revokeApiKey(globex.id, { keyId: id, actor, now: new Date() });
  const res = await call(app, globex.origin, "/usage", { key });
  assert.equal(res.status, 401);
  assert.equal((await res.json()).detail, "The API key is revoked");
});

Deno.test("an expired key is refused, and says so", async () => {
  const { key } = await keyOf(max, { expiresAt: new Date() });
  const res = await call(app, globex.origin, "/usage", { key });
  assert.equal(res.status, 401);
  assert.equal(res.headers.get("www-authenticate"), 'Bearer error="invalid_token"');
  assert.equal((await res.json()).detail, "The API key is expired");
});

Deno.test("a key is refused outside of its networks, by a problem that names the address and not the networks", async () => {
  const { key } = await keyOf(max, { allowedNetworks: ["203.0.113.0/24"] });
  const res = await call(app, globex.origin, "/usage", { key });
  assert.equal(res.status, 403);
  const { type, detail } = await res.json();
  assert.equal(type, `${baseOrigin}/docs/errors#network_not_allowed`);
  assert.ok(detail.endsWith(`than that of ${app.address}`), detail);
  const near = await keyOf(max, { allowedNetworks: ["127.0.0.0/8"] });
  assert.equal((await call(app, globex.origin, "/usage", { key: near.key })).status, 200);
});

Deno.test("a key made next door opens nothing here, with whatever scopes and networks, rotated or not", async () => {
  const { id, key } = await keyOf(max, { allowedNetworks: ["127.0.0.0/8"] });
  const actor = { kind: "member", id: max.userId, name: max.name } as const;
  const rotating = { keyId: id, secretNumber: 1, overlapDays: 1, actor, now: new Date() };
  const rotated = await rotateApiKey(globex.id, rotating);
  assert(rotated.ok);
  for (const secret of [key, rotated.created.key]) {
    assert.equal((await call(app, globex.origin, "/usage", { key: secret })).status, 200);
    const res = await call(app, acme.origin, "/usage", { key: secret });
    assert.equal(res.status, 401);
    assert.equal((await res.json()).detail, "The API key is unknown");
  }
});

Deno.test("an unknown path is a 404 problem, with a key and without", async () => {
  for (const path of ["/nothing", "/records/a/b", "/", ""]) {
    for (const key of [adas.key, undefined]) {
      const res = await call(app, acme.origin, path, { key });
      assert.equal(res.status, 404, path);
      const { instance, ...answer } = await res.json();
      assert.deepEqual(answer, { type: "about:blank", title: "Not Found", status: 404 });
      assert.equal(instance, res.headers.get("x-request-id"));
    }
  }
});

Deno.test("a method that a path does not have is a 405 problem with Allow", async () => {
  const refused: [string, string, RegExp][] = [
    ["DELETE", "/records", /GET.*POST/],
    ["PUT", "/records/a", /GET/],
    ["POST", "/usage", /GET/],
    ["PATCH", "/openapi.json", /GET/],
  ];
  for (const [method, path, allow] of refused) {
    const res = await call(app, acme.origin, path, { method, key: adas.key });
    assert.equal(res.status, 405, path);
    assert.match(res.headers.get("allow") ?? "", allow);
    assert.equal((await res.json()).title, "Method Not Allowed");
  }
});

Deno.test(
  "the access log names the key by its id, and never says the key",
  { ignore: isSpread },
  async () => {
    const lines: string[] = [];
    const write = console.log;
    console.log = (line: string) => lines.push(line);
    try {
      await call(app, acme.origin, "/usage", { key: adas.key });
      await call(app, acme.origin, "/usage", { key: maxs.key });
    } finally {
      console.log = write;
    }
    const callers = lines.map((it) => JSON.parse(it)).filter((it) => it.event === "request").map((it) =>
      it.caller
    );
    assert.deepEqual(callers, [publicId("key", adas.id), undefined]);
    assert.ok(!lines.some((it) => it.includes(adas.key) || it.includes(maxs.key)));
  },
);

Deno.test("HEAD answers like GET, without a body", async () => {
  const res = await app.fetch(
    new Request(`${acme.origin}/api/v1/usage`, {
      method: "HEAD",
      headers: { authorization: `Bearer ${adas.key}`, host: new URL(acme.origin).host },
    }),
  );
  assert.equal(res.status, 200);
  assert.equal(await res.text(), "");
});
