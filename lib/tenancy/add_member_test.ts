import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { makeCast, PASSWORD_PHC } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { addMember } from "./add_member.ts";
import { findMember } from "./find_member.ts";

const now = new Date();

Deno.test("addMember() brings somebody in with an audit entry", async () => {
  const { ada, acme } = await makeCast();
  const added = await asTenant(acme.id, (tx) => addMember(tx, newcomer(ada, acme.slug)));
  assert.equal((await findMember(acme.id, added.userId))?.role, "admin");
  const entries = await asTenant(
    acme.id,
    (tx) =>
      tx.rows`select actor_name, subject_id, detail from audit_entries
               where tenant_id = ${tx.tenantId} and action = 'member.joined' and subject_id = ${added.id}`,
  );
  assert.deepEqual(entries, [{
    actor_name: "Ada",
    subject_id: added.id,
    detail: { name: "Dan", role: "admin" },
  }]);
});

Deno.test("addMember() leaves nobody behind when the transaction fails", async () => {
  const { ada, acme } = await makeCast();
  const person = newcomer(ada, acme.slug);
  await assert.rejects(asTenant(acme.id, async (tx) => {
    await addMember(tx, person);
    throw new Error("something later");
  }));
  const { rows } = await asSuperuser((client) =>
    client.query("select from platform.users where email = $1", [person.email])
  );
  assert.equal(rows.length, 0);
});

function newcomer(by: { userId: string; name: string }, slug: string) {
  const actor = { kind: "member" as const, id: by.userId, name: by.name };
  return { name: "Dan", email: `dan@${slug}.test`, role: "admin" as const, phc: PASSWORD_PHC, actor, now };
}
