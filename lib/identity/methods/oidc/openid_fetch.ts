import type { CustomFetch } from "openid-client";
import { type FetchRefusal, GUARD, guardedFetch } from "@/lib/http/guarded_fetch.ts";

/** Why the guard did not fetch what a provider's metadata names; the library wraps it as a `cause`. */
export class FetchRefusedError extends Error {
  override name = "FetchRefusedError";

  constructor(readonly reason: FetchRefusal, url: string) {
    super(`Fetching "${url}" was refused: ${reason}`);
  }
}

/** In the shape that the library wants: what the provider's metadata names is no safer than what a tenant does. */
export const openidFetch: CustomFetch = async (url, { method, headers, body }) => {
  const asked = { method, headers, body: body === undefined ? undefined : String(body) };
  const fetched = await guardedFetch(url, asked, GUARD);
  if (!fetched.ok) throw new FetchRefusedError(fetched.reason, url);
  const hasBody = ![204, 205].includes(fetched.status);
  return new Response(hasBody ? fetched.body : null, { status: fetched.status, headers: fetched.headers });
};
