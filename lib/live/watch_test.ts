import assert from "node:assert/strict";
import { newId } from "@/lib/ids.ts";
import { closeState } from "@/lib/state/open_state.ts";
import { findTenantBySlug, type Tenant } from "@/lib/tenancy/directory.ts";
import { makeCast, sessionFor } from "@/tests/support/cast.ts";
import type { Viewer } from "./viewer.ts";
import { watch } from "./watch.ts";

const { acme: { slug }, globex, ada, max } = await makeCast();
const acme = (await findTenantBySlug(slug))!;
const nextDoor = (await findTenantBySlug(globex.slug))!;

Deno.test("watch() tells a page what is new", async () => {
  const { sessionId } = await sessionFor(ada);
  const opened = watch(acme, { sessionId, userId: ada.userId, version: "older" });
  assert(opened.ok);
  assert.equal((await opened.viewer.next())?.kind, "changed");
  opened.viewer.end();
});

Deno.test("watch() refuses a member's eleventh page, not a colleague's or a neighbour's first", () => {
  const pages = Array.from({ length: 10 }, () => open(acme, ada.userId));
  const refused = { ok: false, reason: "member_watches_enough" };
  assert.deepEqual(watch(acme, { sessionId: newId(), userId: ada.userId, version: "v" }), refused);
  pages.push(open(acme, newId()), open(nextDoor, max.userId));
  pages[0].end();
  pages.push(open(acme, ada.userId));
  for (const page of pages) page.end();
});

Deno.test("watch() refuses more pages of a tenant than it has room for, not a neighbour's", () => {
  const pages = Array.from({ length: 500 }, () => open(acme, newId()));
  const refused = { ok: false, reason: "tenant_watches_enough" };
  assert.deepEqual(watch(acme, { sessionId: newId(), userId: newId(), version: "v" }), refused);
  pages.push(open(nextDoor, max.userId));
  for (const page of pages) page.end();
  open(acme, newId()).end();
});

Deno.test.afterAll(closeState);

function open(tenant: Tenant, userId: string): Viewer {
  const opened = watch(tenant, { sessionId: newId(), userId, version: "v" });
  assert(opened.ok);
  return opened.viewer;
}
