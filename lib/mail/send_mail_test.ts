import assert from "node:assert/strict";
import { SMTPServer } from "smtp-server";
import { join } from "node:path";
import { config } from "@/lib/config.ts";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import { claimJobs } from "@/lib/jobs/claim_jobs.ts";
import { runJob } from "@/lib/jobs/run_job.ts";
import { startMailbox } from "@/sandbox/mailbox/start_mailbox.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { bareTenant, emptyQueue, jobRow } from "@/tests/support/queue.ts";
import { readMailbox } from "./read_mailbox.ts";
import { type Mail, sendMail } from "./send_mail.ts";
import { sendMailJob } from "./send_mail_job.ts";
import { MAILBOX_FILE } from "./smtp_server.ts";

const data = {
  name: "Ada",
  tenantName: "Acme",
  verifyUrl: "https://acme.rowhouse.test/verify-email?code=c0de",
};
// Nobody of another test gets mail there.
const to = `ada@${newId()}.test`;
const mail: Mail = { to, template: "welcome", data };

Deno.test("sendMail() brings the letter to the mailbox, once even when it leaves twice", async () => {
  const mailbox = await startMailbox({ dataDir: config.dataDir });
  await queueOnly(mail);
  const [claimed] = await claimJobs({ atMost: 1, leaseSeconds: 30 });
  await run(claimed);
  await run(claimed);
  const received = (await readMailbox(config.dataDir)).filter((it) => it.to === to);
  await mailbox.stop();
  assert.equal(received.length, 1);
  assert.equal(received[0].subject, "Welcome to Rowhouse, Acme");
  assert.ok(received[0].text.includes(data.verifyUrl));
  assert.equal((await jobRow(claimed.id)).state, "done");
});

Deno.test("sendMail() keeps the link out of the database", async () => {
  await queueOnly(mail);
  const { rows } = await asSuperuser((client) => client.query("select payload::text from pooled.jobs"));
  assert.equal(rows.length, 1);
  assert.ok(!rows[0].payload.includes("c0de") && !rows[0].payload.includes("Acme"));
});

Deno.test("sendMail() refuses a list of addresses", async () => {
  const list = { ...mail, to: "ada@acme.test, eve@evil.test" };
  await assert.rejects(asTenant(await bareTenant(), (tx) => sendMail(tx, list)), /Enter an email address/);
});

Deno.test("sendMailJob() is hopeless when the server refuses the recipient, and tries again when it is busy", async () => {
  for (const [responseCode, state] of [[550, "dead"], [450, "ready"]] as const) {
    const server = await refusingServer(responseCode);
    await queueOnly(mail);
    const [claimed] = await claimJobs({ atMost: 1, leaseSeconds: 30 });
    await run(claimed);
    await server.stop();
    assert.equal((await jobRow(claimed.id)).state, state);
  }
});

Deno.test("sendMailJob() tries again while no server answers", async () => {
  await startMailbox({ dataDir: config.dataDir }).then((it) => it.stop());
  await queueOnly(mail);
  const [claimed] = await claimJobs({ atMost: 1, leaseSeconds: 30 });
  await run(claimed);
  assert.equal((await jobRow(claimed.id)).state, "ready");
});

async function queueOnly(queued: Mail) {
  await emptyQueue();
  await asTenant(await bareTenant(), (tx) => sendMail(tx, queued));
}

function run(claimed: Parameters<typeof runJob>[0]) {
  return runJob(claimed, { handlers: { "mail.send": sendMailJob }, signal: new AbortController().signal });
}

async function refusingServer(responseCode: number) {
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    onRcptTo: (_address, _session, answer) => answer(Object.assign(new Error("No"), { responseCode })),
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as { port: number };
  Deno.writeTextFileSync(join(config.dataDir, MAILBOX_FILE), JSON.stringify({ port, id: "refusing" }));
  return { stop: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}
