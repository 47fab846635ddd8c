import { createRemoteJWKSet, customFetch, type FetchImplementation, type JWTVerifyGetKey } from "jose";
import { guardedFetch } from "@/lib/http/guarded_fetch.ts";
import { FetchRefusedError } from "../oidc/openid_fetch.ts";

const kept = new Map<string, JWTVerifyGetKey>();

/** The keys at an address of ours, fetched again when a token names one that is not among them, at most twice a minute. */
export function remoteKeys(url: string): JWTVerifyGetKey {
  const known = kept.get(url);
  if (known) return known;
  const keys = createRemoteJWKSet(new URL(url), { [customFetch]: fetchKeys });
  kept.set(url, keys);
  return keys;
}

const fetchKeys: FetchImplementation = async (url) => {
  const fetched = await guardedFetch(url, { headers: { accept: "application/json" } });
  if (!fetched.ok) throw new FetchRefusedError(fetched.reason, url);
  return new Response(fetched.body, { status: fetched.status });
};
