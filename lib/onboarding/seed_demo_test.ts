import assert from "node:assert/strict";
import { asNewTenant } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import { signInOperator } from "@/lib/identity/operators/sign_in_operator.ts";
import { newId } from "@/lib/ids.ts";
import { COUNTED, usageSoFar } from "@/lib/metering/usage_so_far.ts";
import { listMembers } from "@/lib/tenancy/list_members.ts";
import { PASSWORD_PHC } from "@/tests/support/cast.ts";
import { signInWithPassword } from "@/tests/support/door.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { DEMO_OPERATOR, DEMO_PASSWORD, DEMO_PEOPLE, seedDemo } from "./seed_demo.ts";
import { TRIAL_LIMITS } from "./trial.ts";

const now = new Date();
const openedAt = new Date(now.getTime() - 91 * 86_400_000);
const visitor = { ip: "192.0.2.77" };

Deno.test.beforeEach(moveOut);
Deno.test.afterEach(moveOut);

Deno.test("seedDemo() moves the cast in: everybody can sign in with a proven address", async () => {
  const { isNew, tenants } = await seedDemo({ now, openedAt });
  assert.equal(isNew, true);
  assert.deepEqual(tenants.map((it) => it.slug), ["acme", "globex"]);
  for (const [index, { slug, people }] of DEMO_PEOPLE.entries()) {
    const { id } = tenants[index];
    const members = await listMembers(id);
    assert.deepEqual(
      members.map(({ name, email, role, isEmailProven }) => ({ name, email, role, isEmailProven })),
      people.map((person) => ({ ...person, isEmailProven: true })),
    );
    for (const { email } of people) {
      assert((await signInWithPassword({ id, slug }, { email, password: DEMO_PASSWORD, visitor, now })).ok);
    }
  }
  assert((await signInOperator({ email: DEMO_OPERATOR.email, password: DEMO_PASSWORD, visitor, now })).ok);
});

Deno.test("seedDemo() has them live there for long, with a trial that begins now", async () => {
  const { tenants: [acme] } = await seedDemo({ now, openedAt });
  assert.deepEqual((await listMembers(acme.id)).map((it) => it.joinedAt), [openedAt, openedAt, openedAt]);
  const { meters } = await usageSoFar(acme.id, { now });
  assert.deepEqual(meters.map((it) => it.limit), COUNTED.map((it) => TRIAL_LIMITS[it]));
});

Deno.test("seedDemo() finds its own tenants the second time, and adds nobody", async () => {
  const first = await seedDemo({ now, openedAt });
  const second = await seedDemo({ now, openedAt });
  assert.deepEqual(second, { isNew: false, tenants: first.tenants });
  assert.equal((await listMembers(first.tenants[0].id)).length, 3);
});

Deno.test("seedDemo() leaves a stranger's Acme alone", async () => {
  const stranger = newId();
  await asNewTenant(
    stranger,
    sql`select gate.open_tenant(${newId()}, ${stranger}, 'acme', 'Acme', ${newId()}, 'Eve', 'eve@acme.test', ${PASSWORD_PHC}, ${now})`,
    (tx) => tx.rows`select 1`,
  );
  const { tenants } = await seedDemo({ now, openedAt });
  assert.deepEqual(tenants.map((it) => it.slug), ["globex"]);
  assert.deepEqual(await listMembers(stranger), []);
});

async function moveOut() {
  await asSuperuser(async (client) => {
    const slugs = DEMO_PEOPLE.map((it) => it.slug);
    await client.query("delete from platform.tenants where slug = any($1)", [slugs]);
    await client.query("delete from platform.users where email = any($1)", [
      [DEMO_OPERATOR.email, ...DEMO_PEOPLE.flatMap((it) => it.people.map((person) => person.email))],
    ]);
  });
}
