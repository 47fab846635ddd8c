import { recheckDomainJob } from "@/lib/tenancy/domains/recheck_domain_job.ts";
import type { JobHandlers } from "@/lib/jobs/kinds.ts";
import { startWorker } from "@/lib/jobs/start_worker.ts";
import { sendMailJob } from "@/lib/mail/send_mail_job.ts";
import { mailHousesJob } from "@/lib/onboarding/mail_houses_job.ts";

const HANDLERS: Required<JobHandlers> = {
  "mail.send": sendMailJob,
  "houses.mail": mailHousesJob,
  "domain.recheck": recheckDomainJob,
};

/** The worker with every kind of job it knows. */
export async function runWorker(): Promise<{ stop(): Promise<void> }> {
  return await startWorker({ handlers: HANDLERS, concurrency: 4 });
}
