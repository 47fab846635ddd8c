import assert from "node:assert/strict";
import { listEntries } from "@/lib/audit/list_entries.ts";
import { newId } from "@/lib/ids.ts";
import { listEventsOfTenants } from "@/lib/operator/list_security_events.ts";
import { makeCast } from "@/tests/support/cast.ts";
import { makeSecurityEvent } from "@/tests/support/security_events.ts";
import { listSecurityEvents } from "./list_security_events.ts";
import { reviewSecurityEvent } from "./review_security_event.ts";

const now = new Date();
const { acme, globex, ada, ben } = await makeCast(now);
const actor = { kind: "member", id: ada.userId, name: ada.name } as const;
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

Deno.test("listSecurityEvents() pages both ways, the latest first, with who is meant", async () => {
  for (let n = 5; n > 0; n--) {
    await makeSecurityEvent(acme.id, { userId: n % 2 ? ben.userId : undefined, now: minutesAgo(n) });
  }
  const first = await listSecurityEvents(acme.id, { pageSize: 2 });
  assert.deepEqual(first.events.map((it) => it.recordedAt), [minutesAgo(1), minutesAgo(2)]);
  assert.deepEqual(first.events.map((it) => it.name), ["Ben", null]);
  assert.equal(first.previousCursor, undefined);
  const second = await listSecurityEvents(acme.id, { pageSize: 2, after: first.nextCursor });
  assert.deepEqual(second.events.map((it) => it.recordedAt), [minutesAgo(3), minutesAgo(4)]);
  const back = await listSecurityEvents(acme.id, { pageSize: 2, before: second.previousCursor });
  assert.deepEqual(back.events, first.events);
  assert.deepEqual((await listSecurityEvents(globex.id)).events, []);
});

Deno.test("reviewSecurityEvent() takes an event from the open ones, once, with an audit entry", async () => {
  const eventId = await makeSecurityEvent(acme.id, { userId: ben.userId, kind: "new_country", now });
  for (let time = 0; time < 2; time++) {
    assert.deepEqual(await reviewSecurityEvent(acme.id, { eventId, actor, now }), { ok: true });
  }
  const open = await listSecurityEvents(acme.id, { onlyOpen: true });
  assert.ok(!open.events.some(({ id }) => id === eventId));
  const [latest] = (await listSecurityEvents(acme.id)).events;
  assert.deepEqual([latest.id, latest.reviewedBy, latest.reviewedAt], [eventId, "Ada", now]);
  const { entries } = await listEntries(acme.id, { action: "security_event.reviewed" });
  assert.deepEqual(entries.map((it) => it.subjectId), [eventId]);
});

Deno.test("reviewSecurityEvent() finds no event of another tenant, and none that never was", async () => {
  const eventId = await makeSecurityEvent(globex.id, { now });
  for (const id of [eventId, newId()]) {
    assert.deepEqual(await reviewSecurityEvent(acme.id, { eventId: id, actor, now }), {
      ok: false,
      reason: "unknown",
    });
  }
});

Deno.test("listEventsOfTenants() shows operators those of all, page by page", async () => {
  const ids = [
    await makeSecurityEvent(acme.id, { userId: ben.userId, now }),
    await makeSecurityEvent(globex.id, { kind: "spraying_source", now }),
  ];
  const first = await listEventsOfTenants({ operator: "Sam", atMost: 1 });
  assert.deepEqual(first.events.map((it) => [it.id, it.tenantName]), [[ids[1], "Globex"]]);
  const second = await listEventsOfTenants({ operator: "Sam", atMost: 1, cursor: first.nextCursor });
  assert.deepEqual(second.events.map((it) => [it.id, it.tenantName, it.name]), [[ids[0], "Acme", "Ben"]]);
  const madeUp = await listEventsOfTenants({ operator: "Sam", atMost: 1, cursor: "x' or true" });
  assert.equal(madeUp.events[0].id, ids[1]);
});
