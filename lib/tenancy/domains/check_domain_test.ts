import assert from "node:assert/strict";
import { listEntries } from "@/lib/audit/list_entries.ts";
import { newId } from "@/lib/ids.ts";
import { makeCast, type Person } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { startDns } from "@/tests/support/dns.ts";
import { addDomain } from "./add_domain.ts";
import { checkDomain } from "./check_domain.ts";
import { type Domain, listDomains } from "./list_domains.ts";
import { recordNameOf, recordTextOf } from "./look_up_token.ts";
import { recheckDomainJob } from "./recheck_domain_job.ts";
import { removeDomain } from "./remove_domain.ts";

const now = new Date("2026-11-14T09:41:00Z");

Deno.test("checkDomain() proves a domain whose DNS shows the token, and leaves an entry", async () => {
  await using dns = await startDns();
  const { ada } = await makeCast();
  const added = await add(ada);
  dns.texts.set(recordNameOf(added.domain), ["v=spf1 -all", recordTextOf(added.token)]);
  assert.deepEqual(await check(ada, added), { ok: true, domain: added.domain });
  const [domain] = await listDomains(ada.tenant.id);
  assert.deepEqual([domain.provenAt, domain.lastCheckedAt, domain.lastRefusal], [now, now, null]);
  assert.deepEqual(await actionsIn(ada), ["domain.proven", "domain.added"]);
});

Deno.test("checkDomain() says what it found instead of the record", async () => {
  const dns = await startDns();
  const { ada } = await makeCast();
  const added = await add(ada);
  const record = recordNameOf(added.domain);
  assert.deepEqual(await check(ada, added), { ok: false, reason: "no_record", domain: added.domain });
  for (const text of [`rowhouse-verify=${newId()}`, added.token, `${recordTextOf(added.token)}x`]) {
    dns.texts.set(record, [text]);
    assert.deepEqual(await check(ada, added), { ok: false, reason: "other_record", domain: added.domain });
  }
  const [before] = await listDomains(ada.tenant.id);
  assert.deepEqual([before.provenAt, before.lastRefusal], [null, "other_record"]);
  await dns[Symbol.asyncDispose]();
  assert.deepEqual(await check(ada, added), { ok: false, reason: "no_answer", domain: added.domain });
  const [domain] = await listDomains(ada.tenant.id);
  assert.deepEqual([domain.provenAt, domain.lastRefusal], [null, "no_answer"]);
});

Deno.test("checkDomain() takes no other tenant's token, and asks for no other tenant's domain", async () => {
  await using dns = await startDns();
  const { ada, max } = await makeCast();
  const name = freshDomain();
  const [hers, his] = [await add(ada, name), await add(max, name)];
  assert.notEqual(hers.token, his.token);
  dns.texts.set(recordNameOf(name), [recordTextOf(his.token)]);
  assert.deepEqual(await check(ada, hers), { ok: false, reason: "other_record", domain: name });
  assert.deepEqual(await check(ada, his), { ok: false, reason: "not_found" });
});

Deno.test("checkDomain() gives a domain to one tenant, of two who prove it at once", async () => {
  await using dns = await startDns();
  const { ada, max } = await makeCast();
  const name = freshDomain();
  const [hers, his] = [await add(ada, name), await add(max, name)];
  dns.texts.set(recordNameOf(name), [hers, his].map((it) => recordTextOf(it.token)));
  const checks = await Promise.all([check(ada, hers), check(max, his)]);
  assert.deepEqual(checks.map((it) => it.ok).sort(), [false, true]);
  const loser = checks.find((it) => !it.ok);
  assert.deepEqual(loser, { ok: false, reason: "taken", domain: name });
  const { rows } = await asSuperuser((client) =>
    client.query("select count(*)::int as owners from platform.proven_domains where domain = $1", [name])
  );
  assert.equal(rows[0].owners, 1);
});

Deno.test("checkDomain() lets another tenant prove a domain once its owner has removed it", async () => {
  await using dns = await startDns();
  const { ada, max } = await makeCast();
  const name = freshDomain();
  const [hers, his] = [await add(ada, name), await add(max, name)];
  dns.texts.set(recordNameOf(name), [hers, his].map((it) => recordTextOf(it.token)));
  assert.equal((await check(ada, hers)).ok, true);
  assert.deepEqual(await check(max, his), { ok: false, reason: "taken", domain: name });
  assert.deepEqual(await removeDomain(max.tenant.id, { domainId: his.id, actor: actorOf(max) }), {
    ok: true,
  });
  const again = await add(max, name);
  dns.texts.set(recordNameOf(name), [hers, again].map((it) => recordTextOf(it.token)));
  assert.equal((await check(max, again)).ok, false, "who was refused cannot release what another owns");
  assert.deepEqual(await removeDomain(ada.tenant.id, { domainId: hers.id, actor: actorOf(ada) }), {
    ok: true,
  });
  assert.equal((await check(max, again)).ok, true);
});

Deno.test("a proof stays when its record goes away, and the owners are told once", async () => {
  await using dns = await startDns();
  const { ada } = await makeCast();
  const added = await add(ada);
  const record = recordNameOf(added.domain);
  dns.texts.set(record, [recordTextOf(added.token)]);
  await check(ada, added);

  dns.texts.clear();
  await recheck(ada, added);
  assert.equal((await listDomains(ada.tenant.id))[0].missingSince, null, "one look may be a fault of DNS");
  for (let day = 0; day < 2; day++) await recheck(ada, added);
  const [domain] = await listDomains(ada.tenant.id);
  assert.deepEqual(domain.provenAt, now);
  assert.ok(domain.missingSince);
  assert.deepEqual(await mailsTo(ada), ["domain_record_missing"]);

  dns.texts.set(record, [recordTextOf(added.token)]);
  await recheck(ada, added);
  assert.equal((await listDomains(ada.tenant.id))[0].missingSince, null);
  assert.deepEqual(await actionsIn(ada), [
    "domain.record_back",
    "domain.record_missing",
    "domain.proven",
    "domain.added",
  ]);
});

Deno.test("a DNS that does not answer takes nothing from a proven domain", async () => {
  const { ada } = await makeCast();
  const added = await add(ada);
  {
    await using dns = await startDns();
    dns.texts.set(recordNameOf(added.domain), [recordTextOf(added.token)]);
    await check(ada, added);
  }
  for (let day = 0; day < 3; day++) await recheck(ada, added);
  const [domain] = await listDomains(ada.tenant.id);
  assert.deepEqual([domain.lastRefusal, domain.missingSince], ["no_answer", null]);
  assert.deepEqual(await mailsTo(ada), []);
});

Deno.test("a proven domain is looked at again in a day, and each look plans the next one once", async () => {
  await using dns = await startDns();
  const { ada } = await makeCast();
  const added = await add(ada);
  dns.texts.set(recordNameOf(added.domain), [recordTextOf(added.token)]);
  await check(ada, added);
  await check(ada, added);
  assert.deepEqual(await plannedFor(ada), ["2026-11-15T09:41:00.000Z"]);
  for (let run = 0; run < 2; run++) await recheck(ada, added);
  assert.equal((await plannedFor(ada)).length, 2);
  await removeDomain(ada.tenant.id, { domainId: added.id, actor: actorOf(ada) });
  await recheck(ada, added);
  assert.equal((await plannedFor(ada)).length, 2, "a removed domain is let go");
});

Deno.test("checkDomain() asks somebody's DNS twenty times at once, and no more", async () => {
  await using _dns = await startDns();
  const { ada } = await makeCast();
  const added = await add(ada);
  const checks = [];
  for (let times = 0; times < 21; times++) checks.push(await check(ada, added));
  assert.deepEqual(checks.slice(19).map((it) => it.ok || it.reason), ["no_record", "too_many"]);
});

Deno.test("addDomain() refuses a domain twice, and more than fifty", async () => {
  const { ada } = await makeCast();
  const adding = (typed: string) => addDomain(ada.tenant.id, { typed, actor: actorOf(ada), now });
  assert.equal((await adding("acme.test")).ok, true);
  assert.deepEqual(await adding("ACME.test"), { ok: false, reason: "added_before" });
  assert.deepEqual(await adding("gmail.com"), { ok: false, reason: "free_mail" });
  for (let nth = 1; nth < 50; nth++) await adding(`acme-${nth}.test`);
  assert.deepEqual(await adding("acme-50.test"), { ok: false, reason: "too_many_domains" });
});

Deno.test("removeDomain() knows no domain of another tenant", async () => {
  const { ada, max } = await makeCast();
  const { id } = await add(ada);
  const refused = await removeDomain(max.tenant.id, { domainId: id, actor: actorOf(max) });
  assert.deepEqual(refused, { ok: false, reason: "not_found" });
});

function freshDomain(): string {
  return `d${newId().slice(-12)}.test`;
}

function actorOf({ userId, name }: Person) {
  return { kind: "member", id: userId, name } as const;
}

async function add(person: Person, typed = freshDomain()): Promise<Domain> {
  const added = await addDomain(person.tenant.id, { typed, actor: actorOf(person), now });
  assert(added.ok);
  return (await listDomains(person.tenant.id)).find((it) => it.id === added.id)!;
}

function check(person: Person, { id }: Domain) {
  return checkDomain(person.tenant.id, { domainId: id, actor: actorOf(person), now });
}

function recheck({ tenant }: Person, { id: domainId }: Domain) {
  const { signal } = new AbortController();
  return recheckDomainJob({ id: newId(), tenantId: tenant.id, payload: { domainId }, attempt: 1, signal });
}

async function actionsIn({ tenant }: Person): Promise<string[]> {
  const { entries } = await listEntries(tenant.id);
  return entries.map((it) => it.action).filter((it) => it.startsWith("domain."));
}

async function mailsTo({ tenant, email }: Person): Promise<string[]> {
  const rows = await jobsOf(tenant.id, "mail.send");
  return rows.filter((it) => it.payload.to === email).map((it) => it.payload.template);
}

async function plannedFor({ tenant }: Person): Promise<string[]> {
  return (await jobsOf(tenant.id, "domain.recheck")).map((it) => it.run_at.toISOString());
}

async function jobsOf(tenantId: string, kind: string) {
  const { rows } = await asSuperuser((client) =>
    client.query(
      "select payload, run_at from pooled.jobs where tenant_id = $1 and kind = $2 order by run_at",
      [
        tenantId,
        kind,
      ],
    )
  );
  return rows;
}
