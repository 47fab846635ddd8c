import type { Job } from "@/lib/jobs/kinds.ts";
import { mailMagicLinkJob } from "@/lib/identity/methods/magic_link/mail_magic_link_job.ts";
import { mailResetJob } from "@/lib/identity/password/mail_reset_job.ts";
import { refusedAddressJob } from "@/lib/tenancy/door/refused_address_job.ts";
import { open } from "@/lib/vault/open.ts";
import { asSuperuser } from "./database.ts";

/** A letter that waits to be delivered. */
// deno-lint-ignore no-explicit-any
export type SentMail = { to: string; template: string; data: any };

/** Lets the jobs run that find out whom a tenant has to mail; the letters that wait then, the newest first. */
export async function mailsOf(tenantId: string): Promise<SentMail[]> {
  for (const { id, kind, payload } of await takeJobs(tenantId, ["reset.mail", "magic_link.mail"])) {
    const job = { id, tenantId, payload, attempt: 1, signal: new AbortController().signal };
    if (kind === "reset.mail") await mailResetJob(job as Job<"reset.mail">);
    else await mailMagicLinkJob(job as Job<"magic_link.mail">);
  }
  const letters = await takeJobs(tenantId, ["mail.send"]);
  return letters.reverse().map(({ payload: { to, template, sealedData } }) => ({
    to,
    template,
    data: JSON.parse(open(sealedData, "mail data")),
  }));
}

/** Lets the jobs run that find out to whom a sign-in was refused. @returns how many there were. */
export async function findRefused(tenantId: string): Promise<number> {
  const jobs = await takeJobs(tenantId, ["sign_in.refused"]);
  for (const { id, payload } of jobs) {
    await refusedAddressJob({ id, tenantId, payload, attempt: 1, signal: new AbortController().signal });
  }
  return jobs.length;
}

// deno-lint-ignore no-explicit-any
type Row = { id: string; kind: string; payload: any };

/** Out of the queue, the oldest first. */
async function takeJobs(tenantId: string, kinds: string[]): Promise<Row[]> {
  const { rows } = await asSuperuser((client) =>
    client.query<Row>(
      `with taken as (delete from pooled.jobs where tenant_id = $1 and kind = any($2) returning id, kind, payload)
       select * from taken order by id`,
      [tenantId, kinds],
    )
  );
  return rows;
}
