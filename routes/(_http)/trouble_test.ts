import assert from "node:assert/strict";
import { HttpError } from "fresh";
import type { Viewer } from "@/lib/tenancy/find_member.ts";
import type { Tenant } from "@/lib/tenancy/directory.ts";
import { troubleOf } from "./trouble.ts";

const tenant = {
  id: "1",
  slug: "acme",
  name: "Acme",
  timeZone: "UTC",
  epoch: 1,
  isSuspended: false,
} as Tenant;
const host = { kind: "tenant", slug: "acme" } as const;

Deno.test("troubleOf() leads back to where somebody came from", () => {
  assert.equal(troubleOf(new HttpError(404), { host, tenant }).wayOut.href, "/dashboard");
  assert.match(troubleOf(new HttpError(404), { host: { kind: "base" } }).wayOut.href, /^http.*[^/]$/);
  const actor = { kind: "operator", name: "Sam" } as const;
  assert.equal(troubleOf(new HttpError(404), { host: { kind: "base" }, actor }).wayOut.href, "/admin");
  assert.match(troubleOf(new HttpError(404), { host: { kind: "unknown" } }).wayOut.href, /\/signin$/);
});

Deno.test("troubleOf() tells a role that is too small from a post of another site", () => {
  const member = {} as Viewer;
  assert.match(troubleOf(new HttpError(403), { host, tenant, member }).text, /your role/);
  assert.match(troubleOf(new HttpError(403), { host, tenant }).title, /another house/);
});

Deno.test("troubleOf() says that a tenant is suspended", () => {
  const trouble = troubleOf(new HttpError(403), { host, tenant: { ...tenant, isSuspended: true } });
  assert.match(trouble.text, /suspended/);
  assert.match(trouble.wayOut.href, /^mailto:/);
});

Deno.test("troubleOf() shows nothing of what it did not expect", () => {
  const trouble = troubleOf(new Error("secret"), {});
  assert.equal(trouble.status, 500);
  assert.doesNotMatch(JSON.stringify(trouble), /secret/);
});

Deno.test("troubleOf() tells a body that came too slowly from one that made no sense", () => {
  const late = troubleOf(new HttpError(408), {});
  assert.equal(late.status, 408);
  assert.match(late.text, /in time/);
});

Deno.test("troubleOf() has words for a status it does not know", () => {
  assert.equal(troubleOf(new HttpError(418), {}).status, 418);
  assert.equal(troubleOf(new HttpError(507), {}).status, 507);
});
