import type { ServerMetadata } from "openid-client";
import { z } from "zod";
import { type FetchRefusal, guardedFetch } from "@/lib/http/guarded_fetch.ts";
import { config } from "@/lib/config.ts";

export type Provider = ServerMetadata & { authorization_endpoint: string; token_endpoint: string };

export type ProviderRefusal =
  | FetchRefusal
  | "no_metadata"
  | "other_issuer"
  | "endpoint_not_https"
  | "no_signatures";

export type FoundProvider = { ok: true; provider: Provider } | { ok: false; reason: ProviderRefusal };

/** Signatures that only the provider can make; with HS256 everybody who knows the client's secret could. */
const ALGORITHMS = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
];

const Metadata = z.looseObject({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  userinfo_endpoint: z.url().optional(),
  id_token_signing_alg_values_supported: z.array(z.string()).default(["RS256"]),
  token_endpoint_auth_methods_supported: z.array(z.string()).default(["client_secret_basic"]),
  authorization_response_iss_parameter_supported: z.boolean().optional(),
});

const KEPT_MS = 10 * 60_000;
const KEPT_PROVIDERS = 500;
const kept = new Map<string, { provider: Provider; until: number }>();

/**
 * Reads what a provider says of itself below its issuer (source: OpenID Connect Discovery 1.0), and believes it for ten
 * minutes. The issuer it names must be the one that was asked for, to the letter but for a slash at the end of the host.
 */
export async function findProvider(issuer: string, now: Date): Promise<FoundProvider> {
  const known = kept.get(issuer);
  if (known && now.getTime() < known.until) return { ok: true, provider: known.provider };
  const found = await readProvider(issuer);
  if (found.ok) keep(issuer, { provider: found.provider, until: now.getTime() + KEPT_MS });
  return found;
}

/** For the next look to be a fresh one, such as after a change of the connection. */
export function forgetProvider(issuer: string): void {
  kept.delete(issuer);
}

async function readProvider(issuer: string): Promise<FoundProvider> {
  const fetched = await guardedFetch(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`, {
    headers: { accept: "application/json" },
  });
  if (!fetched.ok) return fetched;
  const parsed = Metadata.safeParse(fetched.status === 200 ? parsedJson(fetched.body) : undefined);
  if (!parsed.success) return { ok: false, reason: "no_metadata" };
  const provider = parsed.data;
  if (!isSameIssuer(provider.issuer, issuer)) return { ok: false, reason: "other_issuer" };
  // The browser is sent there: another scheme would be a script of theirs on a page of ours.
  if (!isWebAddress(provider.authorization_endpoint)) return { ok: false, reason: "endpoint_not_https" };
  const algorithms = provider.id_token_signing_alg_values_supported.filter((it) => ALGORITHMS.includes(it));
  if (algorithms.length === 0) return { ok: false, reason: "no_signatures" };
  return { ok: true, provider: { ...provider, id_token_signing_alg_values_supported: algorithms } };
}

function parsedJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

function isSameIssuer(one: string, other: string): boolean {
  return URL.canParse(one) && new URL(one).href === new URL(other).href;
}

function isWebAddress(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" ||
    (config.isLocal && protocol === "http:" && /(^|\.)localhost$/.test(hostname));
}

function keep(issuer: string, found: { provider: Provider; until: number }): void {
  kept.delete(issuer);
  kept.set(issuer, found);
  if (kept.size > KEPT_PROVIDERS) kept.delete(kept.keys().next().value!);
}
