import assert from "node:assert/strict";
import { config } from "@/lib/config.ts";
import { newId } from "@/lib/ids.ts";
import { claimJobs } from "@/lib/jobs/claim_jobs.ts";
import { PLATFORM_ITSELF } from "@/lib/jobs/enqueue_for_platform.ts";
import { runJob } from "@/lib/jobs/run_job.ts";
import { readMailbox } from "@/lib/mail/read_mailbox.ts";
import { suspendTenant } from "@/lib/operator/suspend_tenant.ts";
import { startMailbox } from "@/sandbox/mailbox/start_mailbox.ts";
import { makeCast } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { emptyQueue, jobRow } from "@/tests/support/queue.ts";
import { askForHouses } from "./ask_for_houses.ts";
import { mailHousesJob } from "./mail_houses_job.ts";

const now = new Date();
const ask = (email: string, ip = newId()) => askForHouses(email, { visitor: { ip }, now });

Deno.test("askForHouses() answers and queues the same for an address that lives here and one that does not", async () => {
  const { ada } = await makeCast();
  for (const email of [ada.email, `nobody-${newId()}@nowhere.test`]) {
    await emptyQueue();
    assert.deepEqual(await ask(email), { ok: true });
    const { rows } = await asSuperuser((client) =>
      client.query("select tenant_id, kind, payload from pooled.jobs")
    );
    assert.deepEqual(rows, [{ tenant_id: PLATFORM_ITSELF, kind: "houses.mail", payload: { to: email } }]);
  }
});

Deno.test("askForHouses() mails one address three times and then keeps still, without saying so", async () => {
  await emptyQueue();
  const email = `${newId()}@acme.test`;
  for (const typed of [email, email.toUpperCase(), email, email]) {
    assert.deepEqual(await ask(typed), { ok: true });
  }
  const { rows } = await asSuperuser((client) => client.query("select from pooled.jobs"));
  assert.equal(rows.length, 3);
});

Deno.test("askForHouses() refuses a place that asks for many", async () => {
  const place = newId();
  for (let asked = 0; asked < 30; asked++) await ask(`${newId()}@acme.test`, place);
  assert.deepEqual(await ask("ada@acme.test", place), {
    ok: false,
    reason: "too_many",
    retryAfterSeconds: 10,
  });
});

Deno.test("mailHousesJob() mails all houses of the address and no other's, the closed ones as closed", async () => {
  const [one, two] = [await makeCast(), await makeCast()];
  const email = `Ada-${newId()}@acme.test`;
  await liveAlsoAt(email, [one.ada.id, two.max.id]);
  await suspendTenant({ slug: two.globex.slug, reason: "Unpaid", actor: { kind: "operator", name: "Sam" } });
  const [mail] = await mailsOf(email.toUpperCase());
  assert.equal(mail.subject, "Where you sign in: 2 houses");
  assert.ok(mail.text.includes(`Acme:\n${one.acme.origin}/signin\n`), mail.text);
  assert.ok(mail.text.includes(`Globex (closed for now):\n${two.globex.origin}/signin\n`));
  assert.ok(!mail.text.includes(two.acme.slug) && !mail.text.includes(one.globex.slug));
});

Deno.test("mailHousesJob() writes to nobody who lives nowhere", async () => {
  assert.deepEqual(await mailsOf(`nobody-${newId()}@nowhere.test`), []);
});

/** Asks, lets the queue do it, and reads what arrived. */
async function mailsOf(email: string) {
  const mailbox = await startMailbox({ dataDir: config.dataDir });
  try {
    await emptyQueue();
    await ask(email);
    const [claimed] = await claimJobs({ atMost: 1, leaseSeconds: 30 });
    const { signal } = new AbortController();
    await runJob(claimed, { handlers: { "houses.mail": mailHousesJob }, signal });
    assert.equal((await jobRow(claimed.id)).state, "done");
    return (await readMailbox(config.dataDir)).filter((it) => it.to.toLowerCase() === email.toLowerCase());
  } finally {
    await mailbox.stop();
  }
}

async function liveAlsoAt(email: string, memberIds: string[]) {
  await asSuperuser((client) =>
    client.query("update pooled.members set email = $1 where id = any($2)", [email, memberIds])
  );
}
