import assert from "node:assert/strict";
import { bareTenant, emptyQueue } from "@/tests/support/queue.ts";
import { traced } from "./telemetry.ts";

/** Every kind of span that the floor makes, with things inside that must not be seen. */
const WORK = `
  import { asPlatform } from "@/lib/db/as_platform.ts";
  import { asTenant } from "@/lib/db/as_tenant.ts";
  import { sql } from "@/lib/db/sql.ts";
  import { claimJobs } from "@/lib/jobs/claim_jobs.ts";
  import { runJob } from "@/lib/jobs/run_job.ts";
  import { sendMail } from "@/lib/mail/send_mail.ts";
  import { sendMailJob } from "@/lib/mail/send_mail_job.ts";
  const [tenant] = Deno.args;
  await asTenant.one(tenant, sql\`select \${"hunter2"} as secret\`);
  await asTenant(tenant, (tx) => sendMail(tx, { to: "ada@acme.test", template: "welcome", data: { name: "hunter2", tenantName: "Acme", verifyUrl: "https://x.test" } }));
  await asPlatform("Test: look across", (tx) => tx.rows\`select \${"hunter2"} as secret\`);
  const [claimed] = await claimJobs({ atMost: 1, leaseSeconds: 30 });
  await runJob(claimed, { handlers: { "mail.send": sendMailJob }, signal: new AbortController().signal });
  await asTenant(tenant, (tx) => tx.rows\`select from nothing_there\`).catch(() => {});
  Deno.exit();
`;

Deno.test("spans name tenants and jobs, and no value of a statement", async () => {
  await emptyQueue();
  const tenant = await bareTenant();
  const printed = await spansOf(WORK, tenant);
  for (const name of ["tenant statement", "tenant transaction", "platform transaction", "job", "mail"]) {
    assert.ok(printed.includes(name), `${name} in ${printed}`);
  }
  for (const text of [tenant, "tenant.id", "job.kind", "mail.send", "mail.template", "error.type"]) {
    assert.ok(printed.includes(text), `${text} in ${printed}`);
  }
  assert.ok(!printed.includes("hunter2"));
});

Deno.test("traced() gives back what the work gives or throws", async () => {
  assert.equal(await traced("test", {}, () => Promise.resolve(1)), 1);
  await assert.rejects(traced("test", {}, () => Promise.reject(new RangeError("no"))), RangeError);
});

async function spansOf(script: string, ...args: string[]): Promise<string> {
  const path = `tests/support/traced_${crypto.randomUUID()}.ts`;
  Deno.writeTextFileSync(path, script);
  try {
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", path, ...args],
      env: { OTEL_DENO: "true", OTEL_EXPORTER_OTLP_PROTOCOL: "console" },
    }).output();
    return new TextDecoder().decode(stderr) + new TextDecoder().decode(stdout);
  } finally {
    Deno.removeSync(path);
  }
}
