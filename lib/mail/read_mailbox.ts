import { join } from "node:path";

/** A mail in the development mailbox. `sent_at` is an ISO time. */
export type ReceivedMail = {
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  sent_at: string;
};

export const MAILBOX_FOLDER = "mailbox";

/** What the development mailbox of this data folder holds, newest first. */
export async function readMailbox(dataDir: string): Promise<ReceivedMail[]> {
  const folder = join(dataDir, MAILBOX_FOLDER);
  const entries = await orMissing(Array.fromAsync(Deno.readDir(folder))) ?? [];
  const names = entries.map((it) => it.name).filter((it) => it.endsWith(".json"));
  const texts = await Promise.all(names.map((it) => orMissing(Deno.readTextFile(join(folder, it)))));
  const mails = texts.filter((it) => it !== undefined).map((it): ReceivedMail => JSON.parse(it));
  return mails.sort((left, right) => right.sent_at.localeCompare(left.sent_at));
}

/** Nothing for a folder not made yet, or a mail removed meanwhile. */
async function orMissing<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
