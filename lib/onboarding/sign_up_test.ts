import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { findTenantBySlug } from "@/lib/tenancy/directory.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { listMembers } from "@/lib/tenancy/list_members.ts";
import { hashBearerSecret, newBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { MOST_WAITING_OF_ONE_PLACE } from "@/lib/identity/password/password_workers.ts";
import { verifyPassword } from "@/lib/identity/password/verify_password.ts";
import { bringLogin } from "@/lib/tenancy/door/bring_login.ts";
import { takeHandoff } from "@/lib/tenancy/door/take_handoff.ts";
import { open } from "@/lib/vault/open.ts";
import { signInWithPassword } from "@/tests/support/door.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { signUp } from "./sign_up.ts";
import { type SignUp, SignUpForm } from "./sign_up_form.ts";
import { TRIAL_LIMITS } from "./trial.ts";

const now = new Date();
/** Of the browser that signs up, on the base host. */
const baseBinding = newBearerSecret();

Deno.test("signUp() opens a tenant with its owner, trial, audit entry and welcome mail", async () => {
  const form = newForm();
  const signedUp = await signUp(form, { visitor: newVisitor(), baseBinding, now });
  assert(signedUp.ok);
  const tenant = await findTenantBySlug(form.slug);
  assert.equal(tenant?.id, signedUp.tenantId);
  assert.equal(tenant?.name, "Acme & Sons");
  const [owner, ...others] = await listMembers(signedUp.tenantId);
  assert.deepEqual(others, []);
  assert.deepEqual([owner.name, owner.email, owner.role, owner.isEmailProven], [
    "Ada",
    form.email,
    "owner",
    false,
  ]);
  const found = await rowsOf(form.slug);
  assert.deepEqual(found.audit_entries.map((it) => [it.action, it.actor_name, it.request_id]), [
    ["tenant.opened", "Ada", "req_1"],
  ]);
  assert.deepEqual(
    Object.fromEntries(found.tenant_entitlements.map((it) => [it.feature, Number(it.limit_quantity)])),
    TRIAL_LIMITS,
  );
  for (const { ends_at } of found.tenant_entitlements) {
    assert.equal(ends_at.getTime(), now.getTime() + 14 * 24 * 3600 * 1000);
  }
  assert.deepEqual(found.jobs.map((it) => [it.kind, it.payload.to, it.payload.template]), [
    ["mail.send", form.email, "welcome"],
  ]);
  const { verifyUrl } = JSON.parse(open(found.jobs[0].payload.sealedData, "mail data"));
  assert.match(
    verifyUrl,
    new RegExp(`^http://${form.slug}\\.localhost:8000/verify-email\\?code=[\\w-]{43}$`),
  );
});

Deno.test("signUp() leaves a login that opens the owner's session on the tenant's host", async () => {
  const form = newForm();
  const signedUp = await signUp(form, { visitor: newVisitor(), baseBinding, now });
  assert(signedUp.ok);
  const { loginId } = signedUp;
  const binding = newBearerSecret();
  const brought = await bringLogin({ loginId, baseBinding, bindingHash: hashBearerSecret(binding), now });
  assert(brought.ok);
  assert.equal(brought.goTo.origin, tenantOrigin(form.slug));
  const arrived = await takeHandoff({
    tenant: { id: signedUp.tenantId, slug: form.slug },
    code: brought.goTo.searchParams.get("code")!,
    binding,
    visitor: newVisitor(),
    now,
  });
  assert(arrived.ok && arrived.session);
  assert.deepEqual([arrived.session.tenantId, arrived.session.recognitions], [signedUp.tenantId, [
    "handoff",
  ]]);
});

Deno.test("signUp() leaves a login that no other browser can bring, and that is brought once", async () => {
  const signedUp = await signUp(newForm(), { visitor: newVisitor(), baseBinding, now });
  assert(signedUp.ok);
  const bringing = { loginId: signedUp.loginId, bindingHash: hashBearerSecret(newBearerSecret()), now };
  const over = { ok: false, reason: "over" };
  assert.deepEqual(await bringLogin({ ...bringing, baseBinding: newBearerSecret() }), over);
  assert((await bringLogin({ ...bringing, baseBinding })).ok);
  assert.deepEqual(await bringLogin({ ...bringing, baseBinding }), over);
});

Deno.test("signUp() answers a repeated form as the first time, and opens nothing", async () => {
  const form = newForm();
  const first = await signUp(form, { visitor: newVisitor(), baseBinding, now });
  const again = await signUp(form, { visitor: newVisitor(), baseBinding, now });
  assert(first.ok && again.ok);
  assert.equal(again.tenantId, first.tenantId);
  assert.notEqual(again.loginId, first.loginId);
  const found = await rowsOf(form.slug);
  assert.deepEqual(counts(found), {
    members: 1,
    tenant_entitlements: 5,
    audit_entries: 1,
    jobs: 1,
    users: 1,
    sign_ups: 1,
  });
});

Deno.test("signUp() opens one tenant for a form sent twice at once", async () => {
  const form = newForm();
  const [one, two] = await Promise.all([
    signUp(form, { visitor: newVisitor(), baseBinding, now }),
    signUp(form, { visitor: newVisitor(), baseBinding, now }),
  ]);
  assert(one.ok && two.ok);
  assert.equal(one.tenantId, two.tenantId);
  assert.equal((await rowsOf(form.slug)).members.length, 1);
});

Deno.test("signUp() tells a stranger with the id of a form nothing", async () => {
  const form = newForm();
  assert((await signUp(form, { visitor: newVisitor(), baseBinding, now })).ok);
  const stolen = { ...form, password: "another long password" };
  assert.deepEqual(await signUp(stolen, { visitor: newVisitor(), baseBinding, now }), {
    ok: false,
    reason: "slug_taken",
  });
});

Deno.test("signUp() refuses a form that has opened another tenant before", async () => {
  const form = newForm();
  assert((await signUp(form, { visitor: newVisitor(), baseBinding, now })).ok);
  const reused = { ...form, slug: newSlug() };
  assert.deepEqual(await signUp(reused, { visitor: newVisitor(), baseBinding, now }), {
    ok: false,
    reason: "form_already_used",
  });
  assert.equal(await findTenantBySlug(reused.slug), undefined);
});

Deno.test("signUp() answers a repeated form for 15 minutes", async () => {
  const form = newForm();
  assert((await signUp(form, { visitor: newVisitor(), baseBinding, now })).ok);
  const later = (seconds: number) => new Date(now.getTime() + seconds * 1_000);
  assert((await signUp(form, { visitor: newVisitor(), baseBinding, now: later(899) })).ok);
  assert.deepEqual(await signUp(form, { visitor: newVisitor(), baseBinding, now: later(901) }), {
    ok: false,
    reason: "form_already_used",
  });
});

Deno.test("signUp() counts nothing against an address that a refused place names", async () => {
  const [visitor, form] = [newVisitor(), newForm()];
  const { take } = await import("@/lib/limits/take.ts");
  const place = { name: "sign_up_place", rate: 1, periodSeconds: 30, burst: 60 };
  for (let n = 0; n < 60; n++) await take(place, visitor.ip, now);
  for (let n = 0; n < 6; n++) assert.equal((await signUp(form, { visitor, baseBinding, now })).ok, false);
  assert((await signUp(form, { visitor: newVisitor(), baseBinding, now })).ok);
});

Deno.test("signUp() does not count a form that was too busy to be looked at", async () => {
  const [visitor, email] = [newVisitor(), `ada@${newSlug()}.test`];
  const crowd = Array.from(
    { length: navigator.hardwareConcurrency + MOST_WAITING_OF_ONE_PLACE },
    () => verifyPassword("x", undefined, { place: visitor.ip }),
  );
  const five = [1, 2, 3, 4, 5];
  const refused = await Promise.all(
    five.map(() => signUp(newForm({ email }), { visitor, baseBinding, now })),
  );
  assert.deepEqual(refused, five.map(() => ({ ok: false, reason: "busy" })));
  await Promise.all(crowd);
  for (const _ of five) {
    assert((await signUp(newForm({ email }), { visitor: newVisitor(), baseBinding, now })).ok);
  }
});

Deno.test("signUp() gives a slug to one of two who want it at once, and nothing of the other stays", async () => {
  const slug = newSlug();
  const forms = [newForm({ slug }), newForm({ slug })];
  const outcomes = await Promise.all(
    forms.map((form) => signUp(form, { visitor: newVisitor(), baseBinding, now })),
  );
  assert.deepEqual(outcomes.map((it) => it.ok).sort(), [false, true]);
  const lost = outcomes.findIndex((it) => !it.ok);
  assert.deepEqual(outcomes[lost], { ok: false, reason: "slug_taken" });
  assert.equal(await usersWith(forms[lost].email), 0);
  assert.equal(await usersWith(forms[1 - lost].email), 1);
});

Deno.test("signUp() answers for a known address as for an unknown one, and leaves its owner alone", async () => {
  const email = `ada@${newSlug()}.test`;
  const [first, second] = [newForm({ email }), newForm({ email, password: "quite another secret" })];
  const known = await signUp(first, { visitor: newVisitor(), baseBinding, now });
  const again = await signUp(second, { visitor: newVisitor(), baseBinding, now });
  assert(known.ok && again.ok);
  assert.deepEqual(Object.keys(again), Object.keys(known));
  assert.equal(await usersWith(email), 2);
  const signIn = { email, visitor: newVisitor(), now };
  const house = { id: known.tenantId, slug: first.slug };
  assert((await signInWithPassword(house, { ...signIn, password: first.password })).ok);
  assert.deepEqual(
    await signInWithPassword(house, { ...signIn, password: second.password }),
    { ok: false, reason: "wrong_credentials" },
  );
});

for (
  const table of [
    "platform.placements",
    "platform.users",
    "platform.passwords",
    "platform.sign_ups",
    "platform.single_use_codes",
    "platform.login_transactions",
    "pooled.members",
    "pooled.tenant_entitlements",
    "pooled.audit_entries",
    "pooled.jobs",
  ]
) {
  Deno.test(`signUp() leaves nothing when ${table} refuses its row`, async () => {
    const form = newForm();
    const before = await totals();
    await whileRefusing(table, async () => {
      await assert.rejects(signUp(form, { visitor: newVisitor(), baseBinding, now }), /refused by the test/);
    });
    assert.equal(await findTenantBySlug(form.slug), undefined);
    assert.deepEqual(await totals(), before);
    assert(
      (await signUp(form, { visitor: newVisitor(), baseBinding, now })).ok,
      "the same form works afterwards",
    );
  });
}

Deno.test("signUp() refuses too many from one place, and too many for one address", async () => {
  const visitor = newVisitor();
  const held = newForm({ slug: "refused" });
  const refusals = await Promise.all(Array.from({ length: 6 }, async () => {
    const outcome = await signUp(newForm({ email: held.email }), { visitor: newVisitor(), baseBinding, now });
    return outcome.ok ? undefined : outcome;
  }));
  assert.deepEqual(refusals.filter((it) => it), [{ ok: false, reason: "too_many", retryAfterSeconds: 900 }]);
  const { take } = await import("@/lib/limits/take.ts");
  const place = { name: "sign_up_place", rate: 1, periodSeconds: 30, burst: 60 };
  for (let n = 0; n < 60; n++) await take(place, visitor.ip, now);
  assert.deepEqual(await signUp(newForm(), { visitor, baseBinding, now }), {
    ok: false,
    reason: "too_many",
    retryAfterSeconds: 30,
  });
});

function newForm(changed: Partial<SignUp> = {}): SignUp {
  const slug = newSlug();
  return SignUpForm.parse({
    company: "Acme & Sons",
    slug,
    name: "Ada",
    email: `ada@${slug}.test`,
    password: "correct-horse-battery-staple",
    signup_id: randomUUID(),
    ...changed,
  });
}

function newSlug(): string {
  return `house-${randomUUID().slice(0, 18)}`;
}

function newVisitor() {
  return { ip: randomUUID(), requestId: "req_1" };
}

// deno-lint-ignore no-explicit-any
type Rows = Record<string, any[]>;

/** Every row that belongs to the tenant, by table. */
async function rowsOf(slug: string): Promise<Rows> {
  return await asSuperuser(async (client) => {
    const { rows: [tenant] } = await client.query("select id from platform.tenants where slug = $1", [slug]);
    const found: Rows = {};
    for (const table of ["members", "tenant_entitlements", "audit_entries", "jobs"]) {
      found[table] =
        (await client.query(`select * from pooled.${table} where tenant_id = $1`, [tenant.id])).rows;
    }
    const signUps = "select * from platform.sign_ups where tenant_id = $1";
    found.sign_ups = (await client.query(signUps, [tenant.id])).rows;
    found.users = (await client.query(
      "select u.* from platform.users u join pooled.members m on m.user_id = u.id where m.tenant_id = $1",
      [tenant.id],
    )).rows;
    return found;
  });
}

function counts(found: Rows) {
  return Object.fromEntries(Object.entries(found).map(([table, rows]) => [table, rows.length]));
}

async function usersWith(email: string): Promise<number> {
  return await asSuperuser(async (client) =>
    (await client.query("select from platform.users where email = $1", [email])).rows.length
  );
}

/** How many rows each table has that a sign-up writes to. */
async function totals() {
  return await asSuperuser(async (client) => {
    const { rows } = await client.query(`
      select (select count(*) from platform.tenants) as tenants, (select count(*) from platform.placements) as placements,
             (select count(*) from platform.users) as users, (select count(*) from platform.passwords) as passwords,
             (select count(*) from platform.sign_ups) as sign_ups,
             (select count(*) from platform.single_use_codes) as codes,
             (select count(*) from pooled.members) as members, (select count(*) from pooled.audit_entries) as entries,
             (select count(*) from pooled.tenant_entitlements) as entitlements, (select count(*) from pooled.jobs) as jobs,
             (select version from platform.directory_version) as version`);
    return rows[0];
  });
}

async function whileRefusing(table: string, work: () => Promise<void>) {
  await asSuperuser(async (client) => {
    await client.query(`
      create function public.refuse_row() returns trigger language plpgsql as
        $$ begin raise exception 'refused by the test'; end $$;
      create trigger refuse_row before insert on ${table} for each row execute function public.refuse_row()`);
    try {
      await work();
    } finally {
      await client.query("drop function public.refuse_row cascade");
    }
  });
}
