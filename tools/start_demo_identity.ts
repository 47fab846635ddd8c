import { config } from "@/lib/config.ts";
import { providers } from "@/lib/identity/methods/settings.ts";
import { baseOrigin } from "@/lib/tenancy/host.ts";
import { DEMO_APP_ID } from "@/sandbox/identity/privy/privy_tokens.ts";
import { PRIVY_KEYS_PATH, PRIVY_PATH } from "@/sandbox/identity/privy/privy_page.ts";
import { type StartedIdentity, startIdentity } from "@/sandbox/identity/start_identity.ts";

/** The port after the next, so that a second Rowhouse beside this one takes neither. */
const PORTS_ON = 2;

/**
 * Identity providers for the demo, on this machine alone. Where no real Privy is set up, one of them plays it: the app
 * reads so from the environment when it is loaded, which is later.
 */
export async function startDemoIdentity(): Promise<StartedIdentity> {
  const { dataDir, port } = config;
  const identity = await startIdentity({ dataDir, port: port + PORTS_ON, origin: baseOrigin() });
  if (!providers.privy) {
    Deno.env.set("PRIVY_APP_ID", DEMO_APP_ID);
    Deno.env.set("PRIVY_SIGN_IN_URL", identity.url + PRIVY_PATH);
    Deno.env.set("PRIVY_KEYS_URL", identity.url + PRIVY_KEYS_PATH);
  }
  return identity;
}
