import { createHash } from "node:crypto";
import { join } from "node:path";
import PostalMime from "postal-mime";
import { MAILBOX_FOLDER, type ReceivedMail } from "@/lib/mail/read_mailbox.ts";

const KEPT = 500;

/**
 * Keeps a mail as one file, and the last 500 of them. A mail that arrives again takes the place of the first. Only this
 * user may look: there are links in it that sign somebody in.
 */
export async function storeMail(dataDir: string, stream: AsyncIterable<Uint8Array>): Promise<void> {
  const mail = await read(stream);
  const folder = join(dataDir, MAILBOX_FOLDER);
  await Deno.mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${mail.id}.json`);
  await Deno.writeTextFile(`${path}.part`, JSON.stringify(mail), { mode: 0o600 });
  await Deno.rename(`${path}.part`, path);
  await forgetOldest(folder);
}

async function read(stream: AsyncIterable<Uint8Array>): Promise<ReceivedMail> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  const mail = await PostalMime.parse(new Blob(parts as Uint8Array<ArrayBuffer>[]));
  return {
    id: createHash("sha256").update(mail.messageId ?? crypto.randomUUID()).digest("hex").slice(0, 32),
    to: mail.to?.map((it) => it.address).join(", ") ?? "",
    subject: mail.subject ?? "",
    text: mail.text ?? "",
    html: mail.html ?? "",
    sent_at: new Date().toISOString(),
  };
}

async function forgetOldest(folder: string) {
  const names = (await Array.fromAsync(Deno.readDir(folder))).map((it) => it.name).filter((it) =>
    it.endsWith(".json")
  );
  if (names.length <= KEPT) return;
  const dated = await Promise.all(names.map(async (name) => {
    const path = join(folder, name);
    return { path, at: (await Deno.stat(path)).mtime!.getTime() };
  }));
  dated.sort((left, right) => left.at - right.at);
  for (const { path } of dated.slice(0, -KEPT)) await Deno.remove(path);
}
