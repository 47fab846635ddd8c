import { join } from "node:path";
import { config } from "@/lib/config.ts";

/** Written by the development mailbox into `DATA_DIR`. */
export const MAILBOX_FILE = "mailbox.json";
export type RunningMailbox = { port: number; id: string };

export type SmtpServer = {
  host: string;
  port: number;
  /** TLS from the first byte; otherwise STARTTLS is demanded of every server but this machine's own. */
  secure: boolean;
  requireTLS: boolean;
  auth?: { user: string; pass: string };
};

/** Where mail goes: `SMTP_URL`, or the development mailbox. */
export async function smtpServer(): Promise<SmtpServer> {
  if (config.smtpUrl) return readSmtpUrl(config.smtpUrl);
  return { host: "127.0.0.1", port: await mailboxPort(), secure: false, requireTLS: false };
}

export function readSmtpUrl(text: string): SmtpServer {
  const { protocol, hostname, port, username, password } = new URL(text);
  const secure = protocol === "smtps:";
  return {
    host: hostname,
    port: Number(port || (secure ? 465 : 587)),
    secure,
    requireTLS: !secure && !["localhost", "127.0.0.1"].includes(hostname),
    ...(username && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
  };
}

async function mailboxPort(): Promise<number> {
  try {
    const running: RunningMailbox = JSON.parse(await Deno.readTextFile(join(config.dataDir, MAILBOX_FILE)));
    return running.port;
  } catch (cause) {
    throw new Error(
      `Looking for the mail server: SMTP_URL is not set and no mailbox runs on "${config.dataDir}"`,
      {
        cause,
      },
    );
  }
}
