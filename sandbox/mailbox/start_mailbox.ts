import { join } from "node:path";
import { SMTPServer } from "smtp-server";
import { MAILBOX_FILE, type RunningMailbox } from "@/lib/mail/smtp_server.ts";
import { newId } from "@/lib/ids.ts";
import { storeMail } from "./store_mail.ts";

export type StartedMailbox = {
  port: number;
  /** Leaves a mailbox running that another process started. */
  stop(): Promise<void>;
};

const LARGEST_MAIL = 10_000_000;

/**
 * Receives every mail on a free port of this machine and keeps it in `dataDir`, where `readMailbox` finds it; or
 * joins the mailbox that runs there already.
 */
export async function startMailbox({ dataDir }: { dataDir: string }): Promise<StartedMailbox> {
  const path = join(dataDir, MAILBOX_FILE);
  const known = readKnown(path);
  if (known && await answers(known)) return { port: known.port, stop: () => Promise.resolve() };
  const id = newId();
  const server = listener(id, dataDir);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as { port: number };
  Deno.mkdirSync(dataDir, { recursive: true });
  Deno.writeTextFileSync(path, JSON.stringify({ port, id } satisfies RunningMailbox));
  return { port, stop: () => new Promise((resolve) => server.close(() => resolve())) };
}

function listener(id: string, dataDir: string): SMTPServer {
  let stored = Promise.resolve();
  const server = new SMTPServer({
    banner: id,
    disabledCommands: ["AUTH", "STARTTLS"],
    size: LARGEST_MAIL,
    onData(stream, _session, answer) {
      // One after the other, so that no two clear the same old mail away.
      stored = stored.then(() => storeMail(dataDir, stream)).then(() => answer(), answer);
    },
  });
  // A client that hangs up in the middle is no fault of the mailbox.
  server.on("error", () => {});
  return server;
}

function readKnown(path: string): RunningMailbox | undefined {
  try {
    return JSON.parse(Deno.readTextFileSync(path));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** By its id, since after a crash somebody else may have the port. */
async function answers({ port, id }: RunningMailbox): Promise<boolean> {
  try {
    using connection = await Deno.connect({ hostname: "127.0.0.1", port });
    const greeting = new Uint8Array(512);
    const length = await connection.read(greeting);
    return new TextDecoder().decode(greeting.subarray(0, length ?? 0)).includes(id);
  } catch {
    return false;
  }
}
