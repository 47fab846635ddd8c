import { startApp, type TestApp } from "./app.ts";

/**
 * The app with providers that a test plays itself. What the environment says counts when the app is loaded; afterwards it
 * says nothing again.
 */
export async function startAppWith(settings: Record<string, string>): Promise<TestApp> {
  for (const [name, value] of Object.entries(settings)) Deno.env.set(name, value);
  try {
    return await startApp();
  } finally {
    for (const name of Object.keys(settings)) Deno.env.delete(name);
  }
}
