import { ExplainedError } from "./explained.ts";

const ENTER = ["\r", "\n"];
const ERASE = ["\x7f", "\b"];
const INTERRUPT = "\x03";
const ESCAPE = "\x1b";

/** The first line of what is piped in; at a terminal it is asked for twice, and does not show. @throws {ExplainedError} */
export async function readPassword(): Promise<string> {
  if (!Deno.stdin.isTerminal()) {
    const piped = await new Response(Deno.stdin.readable).text();
    return piped.split(/\r?\n/)[0];
  }
  const keys = Deno.stdin.readable.pipeThrough(new TextDecoderStream()).getReader();
  Deno.stdin.setRaw(true);
  try {
    const password = await ask("Password: ", keys);
    if (await ask("The same again: ", keys) === password) return password;
    throw new ExplainedError("These were two different passwords; nothing has changed");
  } finally {
    Deno.stdin.setRaw(false);
  }
}

async function ask(question: string, keys: ReadableStreamDefaultReader<string>): Promise<string> {
  await say(question);
  const password: string[] = [];
  for (let read = await keys.read(); !read.done; read = await keys.read()) {
    // Of an arrow and its like nothing is part of a password.
    if (read.value.startsWith(ESCAPE)) continue;
    for (const it of read.value) {
      if (it === INTERRUPT) {
        Deno.stdin.setRaw(false);
        Deno.exit(130);
      }
      if (ENTER.includes(it)) {
        await say("\n");
        return password.join("");
      }
      if (ERASE.includes(it)) password.pop();
      else if (it >= " ") password.push(it);
    }
  }
  return password.join("");
}

async function say(text: string) {
  await Deno.stderr.write(new TextEncoder().encode(text));
}
