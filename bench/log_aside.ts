/** Lets what the app logs in this process go to nowhere while `work` runs, by a write for each line as ever. */
export async function logAside<T>(work: () => Promise<T>): Promise<T> {
  using nowhere = Deno.openSync("/dev/null", { write: true });
  const encoder = new TextEncoder();
  const original = console.log;
  console.log = (line: string) => void nowhere.writeSync(encoder.encode(`${line}\n`));
  try {
    return await work();
  } finally {
    console.log = original;
  }
}
