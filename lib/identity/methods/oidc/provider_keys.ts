import * as openid from "openid-client";
import type { Provider } from "./find_provider.ts";

/** The library decides how old they may be; here they only wait for the next login. */
const kept = new WeakMap<Provider, openid.ExportedJWKSCache>();

export function useKeptKeys(configuration: openid.Configuration, provider: Provider): void {
  const keys = kept.get(provider);
  if (keys) openid.setJwksCache(configuration, keys);
}

export function keepKeys(configuration: openid.Configuration, provider: Provider): void {
  const keys = openid.getJwksCache(configuration);
  if (keys) kept.set(provider, keys);
}
