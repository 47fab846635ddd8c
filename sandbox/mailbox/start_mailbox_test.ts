import assert from "node:assert/strict";
import nodemailer, { type SendMailOptions } from "nodemailer";
import { readMailbox } from "@/lib/mail/read_mailbox.ts";
import { startMailbox } from "./start_mailbox.ts";
import { storeMail } from "./store_mail.ts";

const mail = { from: "hello@rowhouse.test", to: "ada@acme.test", text: "Grüße", html: "<p>Grüße</p>" };

Deno.test("startMailbox() keeps what it receives, newest first", () =>
  inMailbox(async ({ dataDir, port }) => {
    await send(port, { ...mail, subject: "One" });
    await send(port, { ...mail, subject: "Two" });
    const [two, one] = await readMailbox(dataDir);
    assert.deepEqual([two.subject, one.subject], ["Two", "One"]);
    assert.deepEqual([one.to, one.text.trim(), one.html.trim()], ["ada@acme.test", "Grüße", "<p>Grüße</p>"]);
    assert.equal(new Date(one.sent_at).toISOString(), one.sent_at);
  }));

Deno.test("startMailbox() shows a mail that was sent again once", () =>
  inMailbox(async ({ dataDir, port }) => {
    await send(port, { ...mail, messageId: "<one@rowhouse.test>" });
    await send(port, { ...mail, messageId: "<one@rowhouse.test>" });
    await send(port, { ...mail, messageId: "<two@rowhouse.test>" });
    assert.equal((await readMailbox(dataDir)).length, 2);
  }));

Deno.test("startMailbox() joins the one that runs, and leaves it running", () =>
  inMailbox(async ({ dataDir, port }) => {
    const second = await startMailbox({ dataDir });
    assert.equal(second.port, port);
    await second.stop();
    await send(port, mail);
    assert.equal((await readMailbox(dataDir)).length, 1);
  }));

Deno.test("startMailbox() starts anew where the last one was killed", () =>
  inMailbox(async ({ dataDir, stop }) => {
    await stop();
    const next = await startMailbox({ dataDir });
    await send(next.port, mail);
    await next.stop();
    assert.equal((await readMailbox(dataDir)).length, 1);
  }));

Deno.test("startMailbox() lets no other user of this machine read a mail", () =>
  inMailbox(async ({ dataDir, port }) => {
    await send(port, mail);
    const folder = `${dataDir}/mailbox`;
    const [{ name }] = Deno.readDirSync(folder);
    const modes = [folder, `${folder}/${name}`].map((it) => (Deno.statSync(it).mode! & 0o777).toString(8));
    assert.deepEqual(modes, ["700", "600"]);
  }));

Deno.test("storeMail() keeps the last 500", async () => {
  const dataDir = Deno.makeTempDirSync();
  const store = (subject: string) => {
    const text = `Message-ID: <${subject}@rowhouse.test>\r\nSubject: ${subject}\r\n\r\n`;
    return storeMail(dataDir, ReadableStream.from([new TextEncoder().encode(text)]));
  };
  await store("first");
  for (const { name } of Deno.readDirSync(`${dataDir}/mailbox`)) {
    Deno.utimeSync(`${dataDir}/mailbox/${name}`, 0, 0);
  }
  for (let number = 1; number <= 500; number++) await store(String(number));
  const subjects = (await readMailbox(dataDir)).map((it) => it.subject);
  assert.equal(subjects.length, 500);
  assert.ok(!subjects.includes("first"));
  Deno.removeSync(dataDir, { recursive: true });
});

Deno.test("readMailbox() finds nothing where no mail has come", async () => {
  assert.deepEqual(await readMailbox("/nowhere"), []);
});

type TestMailbox = { dataDir: string; port: number; stop(): Promise<void> };

async function inMailbox(work: (mailbox: TestMailbox) => Promise<void>) {
  const dataDir = Deno.makeTempDirSync();
  const { port, stop } = await startMailbox({ dataDir });
  try {
    await work({ dataDir, port, stop });
  } finally {
    await stop();
    Deno.removeSync(dataDir, { recursive: true });
  }
}

async function send(port: number, message: SendMailOptions) {
  const transport = nodemailer.createTransport({ host: "127.0.0.1", port });
  await transport.sendMail(message);
  transport.close();
}
