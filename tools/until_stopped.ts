/** What a process manager grants between SIGTERM and SIGKILL. */
const DRAIN_MS = 5_000;

export type Stoppable = { stop(): Promise<void> };

/**
 * Waits for SIGINT or SIGTERM, then stops the `front` parts together and after them `behind`, one after the other.
 * What takes longer than five seconds is cut off: leases run out and requests are repeated, so nothing is lost. A
 * second signal cuts off at once.
 */
export async function untilStopped(front: Stoppable[], behind: Stoppable[] = []): Promise<never> {
  await signal();
  const cutOff = setTimeout(() => Deno.exit(1), DRAIN_MS);
  signal().then(() => Deno.exit(1));
  await Promise.all(front.map((it) => it.stop()));
  for (const part of behind) await part.stop();
  clearTimeout(cutOff);
  Deno.exit(0);
}

function signal(): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ["SIGINT", "SIGTERM"] as const) Deno.addSignalListener(name, () => resolve());
  });
}
