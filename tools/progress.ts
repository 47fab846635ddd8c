const isTerminal = Deno.stdout.isTerminal();

/** Says what is being done while it is done, and how long it took: a line each. */
export async function step<T>(doing: string, work: (note: (text: string) => void) => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  const notes: string[] = [];
  if (isTerminal) write(`  … ${doing}`);
  const result = await work((text) => notes.push(text));
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  write(
    `${isTerminal ? "\r\x1b[K" : ""}  ✓ ${doing}${
      notes.length > 0 ? `: ${notes.join(", ")}` : ""
    } (${seconds} s)\n`,
  );
  return result;
}

function write(text: string) {
  Deno.stdout.writeSync(new TextEncoder().encode(text));
}
