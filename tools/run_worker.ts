import { recheckDomainJob } from "@/lib/tenancy/domains/recheck_domain_job.ts";
import { stepSigningKeys } from "@/lib/identity/step_signing_keys.ts";
import type { JobHandlers } from "@/lib/jobs/kinds.ts";
import { startPeriodicWork } from "@/lib/jobs/periodic.ts";
import { startWorker } from "@/lib/jobs/start_worker.ts";
import { sendMailJob } from "@/lib/mail/send_mail_job.ts";
import { mailMagicLinkJob } from "@/lib/identity/methods/magic_link/mail_magic_link_job.ts";
import { mailResetJob } from "@/lib/identity/password/mail_reset_job.ts";
import { mailHousesJob } from "@/lib/onboarding/mail_houses_job.ts";
import { purgeRowsJob } from "@/lib/operator/purge_rows_job.ts";
import { followPersonJob } from "@/lib/tenancy/profile/follow_person_job.ts";
import { refusedAddressJob } from "@/lib/tenancy/door/refused_address_job.ts";
import { tellOfReuseJob } from "@/lib/tenancy/tell_of_reuse_job.ts";
import { useDirectory } from "@/lib/tenancy/use_directory.ts";
import { mailAskedInvitationJob } from "@/lib/tenancy/invitations/mail_asked_invitation_job.ts";

const HANDLERS: Required<JobHandlers> = {
  "mail.send": sendMailJob,
  "houses.mail": mailHousesJob,
  "domain.recheck": recheckDomainJob,
  "invitation.ask": mailAskedInvitationJob,
  "session.reused": tellOfReuseJob,
  "person.follow": followPersonJob,
  "signing_keys.step": async () => void await stepSigningKeys({ now: new Date() }),
  "rows.purge": purgeRowsJob,
  "reset.mail": mailResetJob,
  "magic_link.mail": mailMagicLinkJob,
  "sign_in.refused": refusedAddressJob,
};

/** The worker with every kind of job it knows, and the clock that starts what comes back. */
export function runWorker(): { stop(): Promise<void> } {
  useDirectory();
  const worker = startWorker({ handlers: HANDLERS, concurrency: 4 });
  const periodic = startPeriodicWork();
  return {
    async stop() {
      periodic.stop();
      await worker.stop();
    },
  };
}
