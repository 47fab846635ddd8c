import assert from "node:assert/strict";
import { newId } from "@/lib/ids.ts";
import type { SignUp } from "@/lib/onboarding/sign_up_form.ts";
import { TRIAL_LIMITS } from "@/lib/onboarding/trial.ts";
import { asSuperuser } from "@/tests/support/database.ts";

const WHOLE = {
  tenants: 1,
  placements: 1,
  owners: 1,
  entitlements: Object.keys(TRIAL_LIMITS).length,
  entries: 1,
  mails: 1,
};
const NOTHING = { tenants: 0, placements: 0, owners: 0, entitlements: 0, entries: 0, mails: 0 };

Deno.test("a sign-up killed at any statement leaves all or nothing, and a retry with the same form makes it whole once", async () => {
  const undisturbed = newForm();
  const { statements } = await signUpIn(undisturbed);
  assert(statements > 5, `${statements} statements`);
  assert.deepEqual(await leftBy(undisturbed), WHOLE);

  const left: string[] = [];
  for (let nth = 1; nth <= statements; nth++) {
    for (const when of ["sent", "answered"]) {
      const form = newForm();
      await signUpIn(form, nth, when);
      const found = await leftBy(form);
      assert([WHOLE, NOTHING].some((it) => JSON.stringify(it) === JSON.stringify(found)), `${nth} ${when}`);
      left.push(found.tenants === 1 ? "all" : "nothing");
      const retried = await signUpIn(form);
      assert.equal(retried.ok, true, `${nth} ${when}: ${JSON.stringify(retried)}`);
      assert.deepEqual(await leftBy(form), WHOLE, `${nth} ${when}`);
    }
  }
  // Dying before the commit and after it must both have happened, or this test shows nothing.
  assert.deepEqual([...new Set(left)].sort(), ["all", "nothing"]);
});

function newForm(): SignUp {
  const slug = `firm-${newId().slice(-12)}`;
  return {
    company: "Firm",
    slug,
    name: "Fay",
    email: `fay@${slug}.test`,
    password: "four quiet bricks at dawn",
    signup_id: newId(),
  };
}

async function signUpIn(form: SignUp, nth = 0, when = "sent") {
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--no-check",
      "tests/faults/sign_up_and_die.ts",
      JSON.stringify(form),
      String(nth),
      when,
    ],
    stdout: "piped",
    stderr: "inherit",
  });
  const { stdout, signal } = await child.output();
  if (signal) return { ok: false, statements: 0 };
  return JSON.parse(new TextDecoder().decode(stdout).trim().split("\n").at(-1)!);
}

async function leftBy({ slug }: SignUp): Promise<typeof WHOLE> {
  return await asSuperuser(async (client) => {
    // What the dead process had sent may still be carried out.
    await client.query("select pg_sleep(0.05)");
    const { rows } = await client.query(
      `with tenant as (select id from platform.tenants where slug = $1)
       select (select count(*)::int from tenant) as tenants,
              (select count(*)::int from platform.placements where tenant_id in (table tenant)) as placements,
              (select count(*)::int from pooled.members m join platform.users u on u.id = m.user_id
                 join platform.passwords p on p.user_id = u.id
                where m.tenant_id in (table tenant) and m.role = 'owner') as owners,
              (select count(*)::int from pooled.tenant_entitlements where tenant_id in (table tenant)) as entitlements,
              (select count(*)::int from pooled.audit_entries
                where tenant_id in (table tenant) and action = 'tenant.opened') as entries,
              (select count(*)::int from pooled.jobs where tenant_id in (table tenant) and kind = 'mail.send') as mails`,
      [slug],
    );
    return rows[0];
  });
}
