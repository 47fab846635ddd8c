const ENTER = ["\r", "\n"];
const ERASE = ["\x7f", "\b"];
const INTERRUPT = "\x03";

/** The first line of what is piped in; at a terminal it is asked for, and does not show. */
export async function readPassword(): Promise<string> {
  if (!Deno.stdin.isTerminal()) {
    const piped = await new Response(Deno.stdin.readable).text();
    return piped.split(/\r?\n/)[0];
  }
  await Deno.stderr.write(new TextEncoder().encode("Password: "));
  Deno.stdin.setRaw(true);
  try {
    return await typed();
  } finally {
    Deno.stdin.setRaw(false);
    await Deno.stderr.write(new TextEncoder().encode("\n"));
  }
}

async function typed(): Promise<string> {
  const password: string[] = [];
  for await (const text of Deno.stdin.readable.pipeThrough(new TextDecoderStream())) {
    for (const it of text) {
      if (ENTER.includes(it)) return password.join("");
      if (it === INTERRUPT) Deno.exit(130);
      if (ERASE.includes(it)) password.pop();
      else password.push(it);
    }
  }
  return password.join("");
}
