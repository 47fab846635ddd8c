/** The library brings no types; `openidProvider()` uses little of it. */
// deno-lint-ignore no-explicit-any
export type Untyped = any;

/**
 * Runs `work` with `oidc-provider` loaded, and without its warnings that it was not made for Deno and keeps everything in
 * memory: a demo is meant to, and who starts it would only wonder.
 */
export async function withProvider<T>(work: (library: Untyped) => T): Promise<T> {
  const warn = console.warn;
  console.warn = (...said: unknown[]) => {
    if (!String(said[0]).startsWith("oidc-provider WARNING")) warn(...said);
  };
  try {
    return work(await import("oidc-provider"));
  } finally {
    console.warn = warn;
  }
}
