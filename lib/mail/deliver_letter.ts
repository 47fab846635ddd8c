import nodemailer, { type SendMailOptions } from "nodemailer";
import { config } from "@/lib/config.ts";
import { HopelessJobError } from "@/lib/jobs/hopeless_job_error.ts";
import type { Job } from "@/lib/jobs/kinds.ts";
import { traced } from "@/lib/telemetry.ts";
import { Mailbox } from "./mailbox.ts";
import { smtpServer } from "./smtp_server.ts";
import { compose, type Letter } from "./templates.ts";

const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/** Hands one letter to the mail server, for the job that is about it. @throws {HopelessJobError} when that can never work. */
export async function deliverLetter(
  letter: Letter,
  { to, job: { id, tenantId } }: { to: string; job: Pick<Job, "id" | "tenantId"> },
): Promise<void> {
  if (!Mailbox.safeParse(to).success) {
    throw new HopelessJobError(`Sending a mail: "${to}" is not one mailbox`);
  }
  await traced("mail", { "mail.template": letter.template, "tenant.id": tenantId }, () =>
    deliver({
      from: config.mailFrom,
      // As an object: a string would be read as a list of addresses.
      to: { name: "", address: to },
      ...compose(letter),
      // Of the job: should the mail leave twice because we crash in between, receivers recognise it.
      messageId: `<${id}@${mailDomain()}>`,
      headers: { "Auto-Submitted": "auto-generated" },
      disableFileAccess: true,
      disableUrlAccess: true,
    }));
}

async function deliver(message: SendMailOptions) {
  const transport = nodemailer.createTransport({ ...await smtpServer(), ...TIMEOUTS });
  try {
    await transport.sendMail(message);
  } catch (error) {
    throw isRefusal(error)
      ? new HopelessJobError(`Sending a mail: ${error.message}`, { cause: error })
      : error;
  } finally {
    transport.close();
  }
}

/** The server answered for good that it does not take this mail, which is not the same as being down or not knowing us. */
function isRefusal(error: unknown): error is Error {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  return ["EENVELOPE", "EMESSAGE"].includes(code ?? "") && (responseCode ?? 0) >= 500;
}

function mailDomain(): string {
  return /@([^>]+)>?$/.exec(config.mailFrom)![1];
}
