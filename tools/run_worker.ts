import type { JobHandlers } from "@/lib/jobs/kinds.ts";
import { startWorker } from "@/lib/jobs/start_worker.ts";
import { sendMailJob } from "@/lib/mail/send_mail_job.ts";
import { mailMagicLinkJob } from "@/lib/identity/methods/magic_link/mail_magic_link_job.ts";
import { mailResetJob } from "@/lib/identity/password/mail_reset_job.ts";
import { mailHousesJob } from "@/lib/onboarding/mail_houses_job.ts";
import { mailAskedInvitationJob } from "@/lib/tenancy/invitations/mail_asked_invitation_job.ts";

const HANDLERS: Required<JobHandlers> = {
  "mail.send": sendMailJob,
  "houses.mail": mailHousesJob,
  "invitation.ask": mailAskedInvitationJob,
  "reset.mail": mailResetJob,
  "magic_link.mail": mailMagicLinkJob,
};

/** The worker with every kind of job it knows. */
export async function runWorker(): Promise<{ stop(): Promise<void> }> {
  return await startWorker({ handlers: HANDLERS, concurrency: 4 });
}
