import assert from "node:assert/strict";
import { Validator } from "@seriousme/openapi-schema-validator";
import { SentRecord } from "@/lib/relay/record_schema.ts";
import { call } from "@/tests/support/api.ts";
import { baseOrigin, startApp } from "@/tests/support/app.ts";
import { makeCast } from "@/tests/support/cast.ts";

const app = await startApp();
const { acme } = await makeCast();
const document = await (await call(app, acme.origin, "/openapi.json")).json();

Deno.test("the document is valid OpenAPI 3.1", async () => {
  const validator = new Validator();
  const { valid, errors } = await validator.validate(structuredClone(document));
  assert.ok(valid, JSON.stringify(errors, null, 2));
  assert.equal(validator.version, "3.1");
});

Deno.test("the document needs no key and names this tenant's own host", () => {
  assert.deepEqual(document.servers.map((it: { url: string }) => it.url), [`${acme.origin}/api/v1`]);
});

Deno.test("every operation that reads a body says that it does not wait for ever", () => {
  const operations: { requestBody?: object; responses: object }[] = Object.values<object>(document.paths)
    .flatMap((it) => Object.values(it));
  const reading = operations.filter((it) => it.requestBody);
  assert.ok(reading.length > 0);
  for (const { responses } of reading) assert.ok("408" in responses);
});

Deno.test("the base host has no API", async () => {
  for (const path of ["/openapi.json", "/records", "/usage"]) {
    const res = await app.ask(baseOrigin, `/api/v1${path}`);
    assert.equal(res.status, 404);
    assert.equal(res.headers.get("content-type"), "application/problem+json");
  }
});

Deno.test("every operation has a summary, an example of each answer and the headers of its limits", () => {
  for (const [path, methods] of Object.entries<Record<string, Operation>>(document.paths)) {
    for (const [method, { summary, security, responses }] of Object.entries(methods)) {
      assert.ok(summary, `${method} ${path}`);
      for (const [status, described] of Object.entries(responses)) {
        const answer = described.$ref
          ? document.components.responses[described.$ref.split("/").at(-1)!]
          : described;
        const [{ examples }] = Object.values<{ examples: object }>(answer.content);
        assert.ok(Object.keys(examples).length > 0, `${method} ${path} ${status}`);
        const hasLimits = security.length > 0 && !["401", "403", "408"].includes(status);
        assert.equal("RateLimit" in (answer.headers ?? {}), hasLimits, `${method} ${path} ${status}`);
      }
    }
  }
});

Deno.test("the examples of requests are records that are accepted", () => {
  const { examples } = document.paths["/records"].post.requestBody.content["application/json"];
  const { one, list, object } = examples;
  for (const record of [one.value, ...list.value, ...object.value.records]) SentRecord.parse(record);
});

type Operation = {
  summary: string;
  security: unknown[];
  responses: Record<
    string,
    { $ref?: string; headers?: object; content: Record<string, { examples: object }> }
  >;
};
