import { startWorker } from "@/lib/jobs/start_worker.ts";
import { sendMailJob } from "@/lib/mail/send_mail_job.ts";

/** The worker with every kind of job it knows. */
export async function runWorker(): Promise<{ stop(): Promise<void> }> {
  return await startWorker({ handlers: { "mail.send": sendMailJob }, concurrency: 4 });
}
