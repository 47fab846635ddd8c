import assert from "node:assert/strict";
import { listEntries } from "@/lib/audit/list_entries.ts";
import { newId, publicId } from "@/lib/ids.ts";
import { acceptRecords } from "@/lib/relay/accept_records.ts";
import { baseOrigin, startApp } from "@/tests/support/app.ts";
import { becomes } from "@/tests/support/becomes.ts";
import { makeCast, sessionFor } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { makeKey } from "@/tests/support/keys.ts";
import { makeOperator } from "@/tests/support/operators.ts";
import { jobRow, queueDeadJob } from "@/tests/support/queue.ts";

const app = await startApp();
const { session } = await makeOperator();
const read = async (path: string) => await (await app.ask(baseOrigin, path, { as: session })).text();
const send = (path: string, form: Record<string, string>) => app.ask(baseOrigin, path, { as: session, form });
const sheetOf = ({ id }: { id: string }) => `/admin/tenants/${publicId("ten", id)}`;

Deno.test("the list finds by member, keeps its search over sorting, and leads to the tenant", async () => {
  const { acme, ada, globex } = await makeCast();
  const html = await read(`/admin?search=${encodeURIComponent(ada.email)}&show=open`);
  assert.ok(html.includes(`href="${sheetOf(acme)}"`) && html.includes(ada.email));
  assert.ok(!html.includes(sheetOf(globex)));
  assert.match(html, /href="\/admin\?search=[^"]+&amp;show=open&amp;sort=-members"/);
  assert.match(html, /<th[^>]* aria-sort="descending"[^>]*><a[^>]*>Opened/);
  assert.match(html, /<option value="open" selected/);
});

Deno.test("the list says that nobody was found, and leads back", async () => {
  const html = await read(`/admin?search=${newId()}`);
  assert.match(html, /No tenant is like that/);
  assert.match(html, /href="\/admin"[^>]*>see all tenants/);
});

Deno.test("the export has the tenants that the list has, with their numbers", async () => {
  const { acme } = await makeCast();
  await acceptRecords(acme.id, {
    records: [{ type: "a", data: {} }, { type: "a", data: {} }],
    now: new Date(),
  });
  const res = await app.ask(baseOrigin, `/admin/tenants.csv?search=${acme.slug}`, { as: session });
  assert.match(
    res.headers.get("content-disposition") ?? "",
    /^attachment; filename="tenants-[\d-]{10}\.csv"$/,
  );
  const [head, line, ...rest] = (await res.text()).trimEnd().split("\r\n");
  const columns = head.replaceAll('"', "").split(",");
  assert.deepEqual(columns.slice(-4), [
    "api_calls_this_month",
    "records_processed_this_month",
    "last_active_at",
    "opened_at",
  ]);
  assert.ok(
    line.startsWith(`"${publicId("ten", acme.id)}","Acme","${acme.origin}","open",3,0,2,"2`),
    line,
  );
  assert.deepEqual(rest, []);
});

Deno.test("the list has pages both ways, and the export has all of them at once", async () => {
  const search = `bulk-${newId().slice(-12)}`;
  await asSuperuser((client) =>
    client.query(
      `insert into platform.tenants (id, slug, name)
       select gen_random_uuid(), $1 || '-' || n, 'Bulk' from generate_series(10, 39) n`,
      [search],
    )
  );
  const first = await read(`/admin?search=${search}&sort=-name`);
  assert.match(first, /30 tenants.*>1 to 25</);
  const second = await read(linkIn(first, ">Next "));
  assert.match(second, /30 tenants.*>26 to 30</);
  assert.doesNotMatch(second, />Next </);
  assert.match(await read(linkIn(second, " Previous<")), /30 tenants.*>1 to 25</);
  const csv = await read(`/admin/tenants.csv?search=${search}`);
  assert.equal(csv.trimEnd().split("\r\n").length, 1 + 30);
});

Deno.test("a tenant's page shows who and how much, and no secret and no record", async () => {
  const { acme, ada } = await makeCast();
  const actor = { kind: "member", id: ada.userId, name: "Ada" } as const;
  const { key } = await makeKey(acme.id, { name: "Shop backend", actor, now: new Date() });
  await acceptRecords(acme.id, { records: [{ type: "a", data: { said: "in-a-record" } }], now: new Date() });
  const html = await read(sheetOf(acme));
  for (const shown of [ada.email, "Shop backend", "Created an API key", `href="${acme.origin}"`]) {
    assert.ok(html.includes(shown), shown);
  }
  assert.ok(!html.includes(key) && !html.includes("in-a-record"));
  assert.match(html, /href="\/admin\/tenants\/ten_\w+\/suspension"/);
});

Deno.test("an address that names no tenant is 404, whatever it says", async () => {
  for (const id of [publicId("ten", newId()), "ten_", "acme", "%00", publicId("key", newId())]) {
    for (const path of ["", "/suspension", "/restoration"]) {
      assert.equal(
        (await app.ask(baseOrigin, `/admin/tenants/${id}${path}`, { as: session })).status,
        404,
        id,
      );
    }
    assert.equal((await send(`/admin/tenants/${id}/suspension`, { reason: "Unpaid" })).status, 404, id);
    assert.equal((await send(`/admin/tenants/${id}/restoration`, {})).status, 404, id);
  }
});

Deno.test("suspending asks for a reason, beside the field, and keeps what was typed", async () => {
  const { acme } = await makeCast();
  const question = await read(`${sheetOf(acme)}/suspension`);
  assert.match(question, /3 members can neither sign in nor go on/);
  for (const reason of ["", "  ", "x".repeat(201), "two\nlines"]) {
    const res = await send(`${sheetOf(acme)}/suspension`, { reason });
    assert.equal(res.status, 422);
    const html = await res.text();
    assert.match(html, /id="reason-error"/);
    if (reason.startsWith("x")) assert.ok(html.includes(`value="${reason}"`));
  }
  assert.match(await read(sheetOf(acme)), />Open</);
});

Deno.test("an operator suspends a tenant and restores it; both are told once, and audited", async () => {
  const { acme, ada } = await makeCast();
  const suspended = await send(`${sheetOf(acme)}/suspension`, { reason: "Card charged back" });
  assert.equal(suspended.headers.get("location"), `${sheetOf(acme)}?notice=tenant-suspended`);
  const html = await read(`${sheetOf(acme)}?notice=tenant-suspended`);
  assert.match(html, /Sam suspended it .*Card charged back/);
  assert.match(html, /role="status"[^>]*>The tenant is suspended/);
  await becomes(
    async () => (await app.ask(acme.origin, "/dashboard", { as: await sessionFor(ada) })).status,
    403,
  );

  const again = await send(`${sheetOf(acme)}/suspension`, { reason: "Again" });
  assert.equal(again.headers.get("location"), `${sheetOf(acme)}?notice=suspended-already`);
  assert.match(await read(`${sheetOf(acme)}/restoration`), /Card charged back/);
  const restored = await send(`${sheetOf(acme)}/restoration`, {});
  assert.equal(restored.headers.get("location"), `${sheetOf(acme)}?notice=tenant-restored`);
  const twice = await send(`${sheetOf(acme)}/restoration`, {});
  assert.equal(twice.headers.get("location"), `${sheetOf(acme)}?notice=not-suspended`);
  await becomes(
    async () => (await app.ask(acme.origin, "/dashboard", { as: await sessionFor(ada) })).status,
    200,
  );
  const { entries } = await listEntries(acme.id);
  const said = entries.filter((it) => it.actorKind === "operator").map((
    it,
  ) => [it.action, it.actorName, it.detail]);
  assert.deepEqual(said, [
    ["tenant.restored", "Sam", {}],
    ["tenant.suspended", "Sam", { reason: "Card charged back" }],
  ]);
});

Deno.test("a failed job is shown with its error, and replayed once; the way back stays on this host", async () => {
  const { acme } = await makeCast();
  const id = await queueDeadJob(acme.id, "The mail server said <no>");
  const replay = `${sheetOf(acme)}/jobs/${publicId("job", id)}/replay`;
  for (const page of ["/admin/jobs", sheetOf(acme)]) {
    const html = await read(page);
    assert.ok(html.includes("The mail server said &lt;no>") && html.includes(`action="${replay}"`), page);
  }
  const res = await send(replay, { back: sheetOf(acme) });
  assert.equal(res.headers.get("location"), `${sheetOf(acme)}?notice=job-replayed`);
  assert.equal((await jobRow(id)).state, "ready");
  const twice = await send(replay, { back: "//evil.test/" });
  assert.equal(twice.headers.get("location"), "/admin/jobs?notice=job-not-dead");
});

Deno.test("the menu names the room, and no room above it", async () => {
  for (
    const [path, room] of [["/admin", "/admin"], ["/admin/jobs", "/admin/jobs"], [
      "/admin?sort=name",
      "/admin",
    ]]
  ) {
    const nav = /<nav aria-label="Main">.*?<\/nav>/s.exec(await read(path))![0];
    const here = [...nav.matchAll(/<a href="([^"]+)" aria-current="page"/g)].map(([, href]) => href);
    assert.deepEqual(here, [room], path);
  }
  const { acme } = await makeCast();
  assert.match(await read(sheetOf(acme)), /<a href="\/admin" aria-current="page"/);
});

Deno.test("the page of health says what the probe says", async () => {
  const html = await read("/admin/health");
  assert.match(html, /Ready: it takes requests/);
  assert.equal(html.match(/>Answers</g)?.length, 3);
  assert.match(html, />Embedded</);
  assert.doesNotMatch(html, /postgres:\/\//);
});

function linkIn(html: string, label: string): string {
  const before = html.slice(0, html.indexOf(label));
  return [...before.matchAll(/href="([^"]+)"/g)].at(-1)![1].replaceAll("&amp;", "&");
}
