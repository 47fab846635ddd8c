import { type Config, config, ConfigError } from "@/lib/config.ts";
import { appleSettings } from "./apple/settings.ts";
import { auth0Settings } from "./auth0/settings.ts";
import { googleSettings } from "./google/settings.ts";
import { privySettings } from "./privy/settings.ts";

/** What methods take from the environment. One that needs something from there has a `settings.ts` and a line here. */
const PROVIDERS = {
  google: googleSettings,
  apple: appleSettings,
  auth0: auth0Settings,
  privy: privySettings,
};

/** Undefined where a provider is not set up on this installation. */
export type Providers = { [Kind in keyof typeof PROVIDERS]?: ReturnType<typeof PROVIDERS[Kind]["read"]> };

/** @throws {ConfigError} naming every variable of theirs that is wrong and what was wanted. */
export function readProviders({ env, isLocal }: Pick<Config, "env" | "isLocal">): Providers {
  const wrong = Object.values(PROVIDERS).flatMap((it) => it.faults(env, { isLocal }));
  if (wrong.length > 0) throw new ConfigError(wrong.join("\n"));
  return Object.fromEntries(Object.entries(PROVIDERS).map(([kind, it]) => [kind, it.read(env)]));
}

/** Google and its like, as far as they are set up. */
export const providers: Providers = readProviders(config);
