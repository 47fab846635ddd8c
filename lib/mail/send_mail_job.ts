import type { Job } from "@/lib/jobs/kinds.ts";
import { open } from "@/lib/vault/open.ts";
import { deliverLetter } from "./deliver_letter.ts";
import { MAIL_DATA } from "./send_mail.ts";
import type { Letter } from "./templates.ts";

/** The handler of `mail.send`. */
export async function sendMailJob(job: Job<"mail.send">): Promise<void> {
  const { to, template, sealedData } = job.payload;
  const letter = { template, data: JSON.parse(open(sealedData, MAIL_DATA)) } as Letter;
  await deliverLetter(letter, { to, job });
}
