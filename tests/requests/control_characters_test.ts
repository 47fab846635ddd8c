import assert from "node:assert/strict";
import { baseOrigin, startApp } from "@/tests/support/app.ts";
import { makeCast, sessionFor } from "@/tests/support/cast.ts";
import { makeOperator } from "@/tests/support/operators.ts";

const app = await startApp();
const { acme, ada } = await makeCast();
const owner = await sessionFor(ada);

/** What a client may write by hand, with the status that it gets. */
const ASKED: Record<string, number> = {
  "/records?type=%00": 200,
  "/records?q=%00": 200,
  "/records.csv?q=%00&type=%00&from=%00": 200,
  "/records?from=%00&to=%00": 200,
  "/records?cursor=%00": 303,
  "/records?before=%00": 303,
  "/records/%00": 404,
  "/audit?cursor=%00": 200,
  "/audit?before=%00&who=%00&action=%00&from=%00": 200,
  "/usage?meter=%00&month=%00&day=%00&event=%00": 200,
  "/usage?cursor=%00&before=%00": 200,
  "/usage?day=0000-01-01": 200,
  "/usage?month=0001-01&day=0001-01-01": 200,
  "/usage?day=9999-12-31": 303,
  "/usage.csv?event=%00": 200,
  "/dashboard?meter=%00&period=%00": 200,
  "/verify-email?code=%00": 200,
  "/api-keys/%00/revocation": 404,
  "/api-keys/%00": 404,
  "/api-keys/%00/rotation": 404,
  "/profile/email?code=%00": 200,
  "/dashboard?notice=%00": 200,
};

for (const [path, status] of Object.entries(ASKED)) {
  Deno.test(`${path} is answered with ${status}`, async () => {
    assert.equal((await app.ask(acme.origin, path, { as: owner })).status, status);
  });
}

const FORMS: Record<string, [form: Record<string, string>, status: number]> = {
  "/verify-email": [{ code: "\0" }, 422],
  "/api-keys": [{ name: "Sh\0p" }, 422],
  "/settings": [{ name: "Ac\0me", time_zone: "UTC" }, 422],
  "/preferences": [{ time_zone: "\0" }, 422],
  "/profile": [{ name: "A\0da" }, 422],
  "/profile/email": [{ code: "\0" }, 422],
  "/profile/email/change": [{ email: "a\0@acme.test" }, 422],
  "/security/sessions/revocation": [{ which: "\0" }, 400],
  "/signin": [{ email: "a\0da@acme.test", password: "\0" }, 422],
};

for (const [path, [form, status]] of Object.entries(FORMS)) {
  Deno.test(`a form with control characters on ${path} is answered with ${status}`, async () => {
    assert.equal((await app.ask(acme.origin, path, { as: owner, form })).status, status);
  });
}

Deno.test("an operator's search with control characters is answered", async () => {
  const { session } = await makeOperator();
  for (
    const query of ["search=%00", "search=a%00b&cursor=%00&before=%00&sort=%00&show=%00", "search=%ED%A0%80"]
  ) {
    assert.equal((await app.ask(baseOrigin, `/admin?${query}`, { as: session })).status, 200, query);
  }
});
