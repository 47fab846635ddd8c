import assert from "node:assert/strict";
import { newId } from "@/lib/ids.ts";
import { suspendTenant } from "@/lib/operator/suspend_tenant.ts";
import { createToken } from "@/lib/tenancy/scim/tokens/create_token.ts";
import { listRequests } from "@/lib/tenancy/scim/tokens/list_requests.ts";
import { listTokens } from "@/lib/tenancy/scim/tokens/list_tokens.ts";
import { revokeToken } from "@/lib/tenancy/scim/tokens/revoke_token.ts";
import { rotateToken } from "@/lib/tenancy/scim/tokens/rotate_token.ts";
import { baseOrigin, isSpread, startApp } from "@/tests/support/app.ts";
import { keyOf } from "@/tests/support/api.ts";
import { makeCast, type Person, sessionFor } from "@/tests/support/cast.ts";
import { Directory, directoryOf } from "@/tests/support/scim.ts";

const app = await startApp();
const { acme, ada, max } = await makeCast();
const directory = await directoryOf(app, ada);
const nextDoor = await directoryOf(app, max);

const actorOf = ({ userId, name }: Person) => ({ kind: "member" as const, id: userId, name });

const ROUTES: [method: string, path: string, json?: unknown][] = [
  ["GET", "/Users"],
  ["POST", "/Users", { userName: "x@acme.test" }],
  ["GET", "/Users/mem_x"],
  ["PUT", "/Users/mem_x", {}],
  ["PATCH", "/Users/mem_x", {}],
  ["DELETE", "/Users/mem_x"],
  ["GET", "/Groups"],
  ["POST", "/Groups", { displayName: "x" }],
  ["GET", "/Groups/grp_x"],
  ["PUT", "/Groups/grp_x", {}],
  ["PATCH", "/Groups/grp_x", {}],
  ["DELETE", "/Groups/grp_x"],
  ["GET", "/ServiceProviderConfig"],
  ["GET", "/ResourceTypes"],
  ["GET", "/ResourceTypes/User"],
  ["GET", "/Schemas"],
  ["GET", "/Schemas/urn:ietf:params:scim:schemas:core:2.0:User"],
];

for (const [method, path, json] of ROUTES) {
  Deno.test(`${method} /scim/v2${path} takes a token of this tenant's directory, and nothing else`, async () => {
    assert.notEqual((await directory.ask(path, { method, json })).status, 401);
    const { accessToken, refreshToken } = await sessionFor(ada);
    const strangers: Record<string, string>[] = [
      { authorization: "" },
      { authorization: `Bearer ${nextDoor.token}` },
      { authorization: `Bearer ${(await keyOf(ada)).key}` },
      { authorization: `Bearer ${accessToken}` },
      { authorization: `Basic ${btoa(`x:${directory.token}`)}` },
      { authorization: "", cookie: `__Host-at=${accessToken}; __Host-rt=${refreshToken}` },
      { authorization: "Bearer rs_x" },
    ];
    for (const headers of strangers) {
      // Each from a place of its own: many unknown tokens of one place are another refusal.
      const house = await makeCast();
      const there = new Directory(app, house.acme.origin, directory.token);
      const res = await (headers.authorization === `Bearer ${nextDoor.token}` ? directory : there)
        .ask(path, { method, json, headers });
      assert.equal(res.status, 401, JSON.stringify(headers));
      assert.match(res.headers.get("www-authenticate") ?? "", /^Bearer/);
    }
  });
}

Deno.test("a token opens nothing on the base host, and the API takes none", async () => {
  const there = new Directory(app, baseOrigin, directory.token);
  assert.equal((await there.ask("/Users")).status, 404);
  const res = await app.fetch(
    new Request(`${acme.origin}/api/v1/usage`, {
      headers: { host: new URL(acme.origin).host, authorization: `Bearer ${directory.token}` },
    }),
  );
  assert.equal(res.status, 401);
});

Deno.test("a revoked token is refused from then on, and the log says so", async () => {
  const own = await directoryOf(app, max);
  const [{ id }] = await listTokens(max.tenant.id);
  assert.equal((await own.ask("/Users")).status, 200);
  const revocation = { tokenId: id, actor: actorOf(max), now: new Date() };
  assert.deepEqual(await revokeToken(max.tenant.id, revocation), { ok: true });
  assert.deepEqual(await revokeToken(max.tenant.id, revocation), { ok: false, reason: "already_revoked" });
  assert.deepEqual(await revokeToken(acme.id, revocation), { ok: false, reason: "not_found" });
  const res = await own.ask("/Users");
  assert.equal(res.status, 401);
  assert.equal((await res.json()).detail, "The token is revoked");
  const [last] = await listRequests(max.tenant.id);
  assert.deepEqual([last.status, last.detail], [
    401,
    "The directory still sends a token that is no longer good",
  ]);
});

Deno.test("a token that was replaced works for a day beside the new one, and no longer", async () => {
  const cast = await makeCast();
  const actor = actorOf(cast.ada);
  const dayAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000);
  for (const [hours, status] of [[23, 200], [25, 401]] as const) {
    const tokenId = newId();
    const made = await createToken(cast.acme.id, { tokenId, name: "Okta", actor, now: dayAgo(48) });
    assert(made.ok);
    const rotated = await rotateToken(cast.acme.id, { tokenId, rotation: 1, actor, now: dayAgo(hours) });
    assert(rotated.ok);
    const again = await rotateToken(cast.acme.id, { tokenId, rotation: 1, actor, now: new Date() });
    assert.deepEqual(again, { ok: false, reason: "rotated_before" });
    const before = new Directory(app, cast.acme.origin, made.shown.token);
    const after = new Directory(app, cast.acme.origin, rotated.shown.token);
    assert.equal((await before.ask("/Users")).status, status, `${hours} hours`);
    assert.equal((await after.ask("/Users")).status, 200);
    await revokeToken(cast.acme.id, { tokenId, actor, now: new Date() });
    assert.equal((await after.ask("/Users")).status, 401);
    assert.equal((await before.ask("/Users")).status, 401, "the one before goes with it");
    const late = await rotateToken(cast.acme.id, { tokenId, rotation: 2, actor, now: new Date() });
    assert.deepEqual(late, { ok: false, reason: "revoked" });
  }
  const unknown = await rotateToken(cast.acme.id, { tokenId: newId(), rotation: 1, actor, now: new Date() });
  assert.deepEqual(unknown, { ok: false, reason: "not_found" });
});

Deno.test("a token is made once for a form, and at most ten are there", async () => {
  const cast = await makeCast();
  const actor = actorOf(cast.ada);
  const make = (tokenId: string) =>
    createToken(cast.acme.id, { tokenId, name: "Okta", actor, now: new Date() });
  const tokenId = newId();
  assert.equal((await make(tokenId)).ok, true);
  assert.deepEqual(await make(tokenId), { ok: false, reason: "created_before" });
  for (let n = 1; n < 10; n++) assert.equal((await make(newId())).ok, true);
  assert.deepEqual(await make(newId()), { ok: false, reason: "too_many" });
});

Deno.test("many unknown tokens from one place are told to wait, and the right one is not", async () => {
  const cast = await makeCast();
  const own = await directoryOf(app, cast.ada);
  const wrong = new Directory(app, cast.acme.origin, directory.token);
  const statuses = [];
  for (let n = 0; n < 25; n++) statuses.push((await wrong.ask("/Users")).status);
  assert.deepEqual([statuses[0], statuses.at(-1)], [401, 429]);
  const res = await wrong.ask("/Users");
  assert.match(res.headers.get("retry-after") ?? "", /^\d+$/);
  assert.equal((await own.ask("/Users")).status, 200);
});

Deno.test("a directory that pushes without end is told to wait", async () => {
  const cast = await makeCast();
  const own = await directoryOf(app, cast.ada);
  const answers = await Promise.all(Array.from({ length: 260 }, () => own.ask("/ServiceProviderConfig")));
  const refused = answers.filter((it) => it.status === 429);
  assert.ok(refused.length > 0);
  assert.match(refused[0].headers.get("retry-after") ?? "", /^\d+$/);
});

Deno.test("a suspended tenant's directory is told so in SCIM's own words", async () => {
  const cast = await makeCast();
  const own = await directoryOf(app, cast.ada);
  await suspendTenant({ slug: cast.acme.slug, reason: "Unpaid", actor: { kind: "system", name: "Test" } });
  let status = 200;
  while (status === 200) status = (await own.ask("/Users")).status;
  assert.equal(status, 403);
});

Deno.test("what is not there is 404, and what a path does not take is 405, in SCIM's own words", async () => {
  for (
    const path of [
      "",
      "/",
      "/Nothing",
      "/Users/a/b",
      "/Bulk",
      "/Me",
      "/Users/.search/x",
      "/Schemas/urn:x",
      "/ResourceTypes/Thing",
    ]
  ) {
    assert.equal((await directory.ask(path)).status, 404, path);
  }
  for (
    const [method, path] of [["PATCH", "/Users"], ["POST", "/Users/.search"], ["DELETE", "/Schemas"], [
      "POST",
      "/ServiceProviderConfig",
    ]]
  ) {
    const res = await directory.ask(path, { method, json: {} });
    assert.equal(res.status, 405, path);
  }
});

const BODIES: [name: string, body: string, status: number, scimType?: string, type?: string][] = [
  ["no JSON", "{", 400, "invalidSyntax"],
  ["an array", "[]", 400, "invalidSyntax"],
  ["a text", '"x"', 400, "invalidSyntax"],
  ["half a surrogate pair", '{"userName":"\\ud800@x.test"}', 400, "invalidSyntax"],
  ["a null character", '{"userName":"a\\u0000@x.test"}', 400, "invalidSyntax"],
  ["a null character in a name", '{"a\\u0000":1,"userName":"a@x.test"}', 400, "invalidSyntax"],
  [
    "a number that no double holds",
    '{"userName":"a@x.test","employeeNumber":12345678901234567890}',
    400,
    "invalidValue",
  ],
  ["levels without end", `{"a":${"[".repeat(400_000)}${"]".repeat(400_000)}}`, 400, "invalidSyntax"],
  [
    "levels without end and a long number",
    `{"n":1234567890123456,"a":${"[".repeat(400_000)}${"]".repeat(400_000)}}`,
    400,
    "invalidSyntax",
  ],
  ["more than a megabyte", `{"userName":"a@x.test","x":"${"x".repeat(1_048_576)}"}`, 413],
  ["a form", "userName=a", 415, undefined, "application/x-www-form-urlencoded"],
];

for (const [name, body, status, scimType, type = "application/json"] of BODIES) {
  Deno.test(`a body is refused: ${name}`, async () => {
    const headers = { "content-type": type };
    const error = await directory.get(status, "/Users", { method: "POST", body, headers });
    assert.equal(error.scimType, scimType);
  });
}

Deno.test("a body and an answer may be called application/json as well", async () => {
  const headers = { "content-type": "application/json", accept: "application/json" };
  const body = JSON.stringify({ userName: `plain@${acme.slug}.test` });
  const res = await directory.ask("/Users", { method: "POST", body, headers });
  assert.equal(res.status, 201);
  assert.equal(res.headers.get("content-type"), "application/json");
  const both = await directory.ask("/Users", {
    headers: { accept: "application/scim+json, application/json" },
  });
  assert.equal(both.headers.get("content-type"), "application/scim+json");
});

Deno.test("what we speak of SCIM is said", async () => {
  const config = await directory.get(200, "/ServiceProviderConfig");
  assert.deepEqual([
    config.patch.supported,
    config.bulk.supported,
    config.sort.supported,
    config.etag.supported,
  ], [
    true,
    false,
    false,
    true,
  ]);
  assert.deepEqual(config.filter, { supported: true, maxResults: 200 });
  assert.equal(config.authenticationSchemes[0].type, "oauthbearertoken");
  const types = await directory.get(200, "/ResourceTypes");
  assert.deepEqual(types.Resources.map((it: { endpoint: string }) => it.endpoint), ["/Users", "/Groups"]);
  const schemas = await directory.get(200, "/Schemas");
  assert.equal(schemas.totalResults, 3);
  for (const { id, meta } of [...types.Resources, ...schemas.Resources]) {
    const path = meta.location.slice(`${acme.origin}/scim/v2`.length);
    assert.equal((await directory.get(200, path)).id, id);
  }
});

Deno.test("the log keeps the last fifty that worked and the last fifty that did not, with their reasons", async () => {
  const cast = await makeCast();
  const own = await directoryOf(app, cast.ada);
  const path = `/Users?filter=${encodeURIComponent('shoeSize eq "43"')}`;
  await own.get(400, path);
  for (let n = 0; n < 55; n++) await own.ask("/ServiceProviderConfig");
  const all = await listRequests(cast.acme.id);
  assert.equal(all.length, 50);
  assert.equal(all.every((it) => it.status === 200), true);
  const [failed, ...others] = await listRequests(cast.acme.id, { onlyFailed: true });
  assert.deepEqual(others, []);
  assert.deepEqual(
    [failed.tokenName, failed.method, failed.path, failed.status, failed.detail],
    ["Entra", "GET", '/scim/v2/Users?filter=shoeSize eq "43"', 400, "We do not filter by shoeSize"],
  );
  await own.get(404, "/Users/mem_nobody");
  const failures = await listRequests(cast.acme.id, { onlyFailed: true });
  assert.deepEqual(failures.map((it) => [it.status, it.detail]), [
    [404, "There is no such user"],
    [400, "We do not filter by shoeSize"],
  ]);
  for (let n = 0; n < 60; n++) await own.ask("/Users/mem_nobody");
  assert.equal((await listRequests(cast.acme.id, { onlyFailed: true })).length, 50);
});

Deno.test(
  "the access log names the token by its id, and never says the token",
  { ignore: isSpread },
  async () => {
    const lines: string[] = [];
    const write = console.log;
    console.log = (line: string) => lines.push(line);
    try {
      await directory.ask("/Users");
      await directory.ask("/Users", { headers: { authorization: `Bearer ${nextDoor.token}` } });
    } finally {
      console.log = write;
    }
    const callers = lines.map((it) => JSON.parse(it)).filter((it) => it.event === "request").map((it) =>
      it.caller
    );
    assert.match(callers[0], /^tok_/);
    assert.equal(callers[1], undefined);
    assert.ok(!lines.some((it) => it.includes(directory.token) || it.includes(nextDoor.token)));
  },
);
