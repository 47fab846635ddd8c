import assert from "node:assert/strict";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { ApiKeyScope } from "@/lib/identity/api_key_scopes.ts";
import { makeKey } from "@/tests/support/keys.ts";
import { openApiDocument } from "@/routes/api/v1/(_openapi)/document.ts";
import type { TestApp } from "./app.ts";
import type { Person } from "./cast.ts";

type Asked = {
  method?: string;
  key?: string;
  json?: unknown;
  body?: BodyInit;
  headers?: Record<string, string>;
};

/** A key as the person makes one on the page. */
export async function keyOf(
  { tenant, userId, name }: Person,
  settings: { scopes?: ApiKeyScope[]; perMinute?: number; allowedNetworks?: string[]; expiresAt?: Date } = {},
): Promise<{ id: string; key: string }> {
  const actor = { kind: "member" as const, id: userId, name };
  return await makeKey(tenant.id, { ...settings, name: "Test", actor, now: new Date() });
}

/** One call of the API on the tenant's host. Every answer must be one that the OpenAPI document describes. */
export async function call(
  app: TestApp,
  origin: string,
  path: string,
  { method = "GET", key, json, body, headers = {} }: Asked = {},
): Promise<Response> {
  const res = await app.fetch(
    new Request(`${origin}/api/v1${path}`, {
      method,
      body: json === undefined ? body : JSON.stringify(json),
      headers: {
        host: new URL(origin).host,
        ...(key !== undefined && { authorization: `Bearer ${key}` }),
        ...(json !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
    }),
  );
  await expectDocumented(method, path, res.clone());
  return res;
}

type Described = { $ref: string } | {
  headers?: Record<string, unknown>;
  content?: Record<string, { schema: object }>;
};

// deno-lint-ignore no-explicit-any
const document: any = openApiDocument("https://acme.rowhouse.test");
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema(document, "openapi");
const validators = new Map<string, ValidateFunction>();

async function expectDocumented(method: string, path: string, res: Response) {
  const operation = document.paths[templateOf(path)]?.[method.toLowerCase()];
  // What has no operation is refused by the framework: 404 and 405.
  if (!operation) return assert.match(res.headers.get("content-type") ?? "", /^application\/problem\+json/);
  const described: Described | undefined = operation.responses[res.status];
  assert.ok(described, `${method} ${path} answers ${res.status}, which the document does not describe`);
  const answer = "$ref" in described
    ? document.components.responses[described.$ref.split("/").at(-1)!]
    : described;
  for (const name of Object.keys(answer.headers ?? {})) {
    if (name !== "Idempotency-Replayed") assert.ok(res.headers.has(name), `${method} ${path} has no ${name}`);
  }
  const type = res.headers.get("content-type")!.split(";")[0];
  const { schema } = answer.content[type];
  const validate = validatorOf(schema);
  assert.ok(validate(await res.json()), `${method} ${path}: ${ajv.errorsText(validate.errors)}`);
}

function templateOf(path: string): string {
  return new URL(path, "http://x").pathname.replace(/^\/records\/[^/]+$/, "/records/{id}");
}

function validatorOf(schema: object): ValidateFunction {
  const name = JSON.stringify(schema);
  let found = validators.get(name);
  if (!found) {
    found = ajv.compile(JSON.parse(name.replaceAll('"#/', '"openapi#/')));
    validators.set(name, found);
  }
  return found;
}
