import assert from "node:assert/strict";
import { ALL_SCOPES, type ApiKeyScope } from "@/lib/identity/api_key_scopes.ts";
import { call, keyOf } from "@/tests/support/api.ts";
import { baseOrigin, startApp } from "@/tests/support/app.ts";
import { makeCast } from "@/tests/support/cast.ts";

type Asked = { file: string; method: string; path: string; json?: unknown; needs: ApiKeyScope };

const app = await startApp();
const { acme, ada } = await makeCast();
const { paths } = await (await call(app, acme.origin, "/openapi.json")).json();

const ROUTES: Asked[] = [
  { file: "records/index.ts", method: "GET", path: "/records", needs: "records.read" },
  {
    file: "records/index.ts",
    method: "POST",
    path: "/records",
    json: { type: "order", data: {} },
    needs: "records.write",
  },
  { file: "records/[id].ts", method: "GET", path: "/records/order-1", needs: "records.read" },
  { file: "usage.ts", method: "GET", path: "/usage", needs: "usage.read" },
];

Deno.test("every route that asks for a key is in this table, with each of its methods", () => {
  const root = "routes/api/v1/(keyed)";
  const found = [...filesBelow(root)].filter((it) => !it.includes("_")).flatMap((file) => {
    const methods = Deno.readTextFileSync(`${root}/${file}`).matchAll(
      /^ {2}(?:async )?(GET|POST|PUT|PATCH|DELETE)\(/gm,
    );
    return [...methods].map(([, method]) => `${method} ${file}`);
  });
  assert.deepEqual(ROUTES.map(({ method, file }) => `${method} ${file}`).sort(), found.sort());
});

for (const { method, path, json, needs } of ROUTES) {
  Deno.test(`${method} ${path} works with a key that has ${needs} alone`, async () => {
    const { key } = await keyOf(ada, { scopes: [needs] });
    const res = await call(app, acme.origin, path, { method, json, key });
    assert.ok([200, 201, 404].includes(res.status), String(res.status));
  });

  Deno.test(`${method} ${path} is a 403 that names ${needs} to a key that has all the others`, async () => {
    const { key } = await keyOf(ada, { scopes: ALL_SCOPES.filter((it) => it !== needs) });
    const res = await call(app, acme.origin, path, { method, json, key });
    assert.equal(res.status, 403);
    const { type, missing_scope, detail } = await res.json();
    assert.equal(type, `${baseOrigin}/docs/errors#missing_scope`);
    assert.equal(missing_scope, needs);
    assert.equal(detail, `The API key "Test" has no scope ${needs}`);
  });

  Deno.test(`${method} ${path} says in the OpenAPI document that it needs ${needs}`, () => {
    const operation = paths[path.replace("order-1", "{id}")][method.toLowerCase()];
    assert.deepEqual(operation.security, [{ apiKey: [needs] }]);
  });
}

function* filesBelow(folder: string, within = ""): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(`${folder}/${within}`)) {
    if (isDirectory) yield* filesBelow(folder, `${within}${name}/`);
    else yield `${within}${name}`;
  }
}
