import { HttpError } from "fresh";
import { findApiKey } from "@/lib/identity/find_api_key.ts";
import type { Limit, Verdict } from "@/lib/limits/gcra.ts";
import { take } from "@/lib/limits/take.ts";
import { problem, problemType } from "@/routes/(_http)/problem.ts";
import { exactAddress } from "@/routes/(_http)/visitor_of.ts";
import { limitOfKey, PER_TENANT, perWhat } from "@/routes/api/v1/(_http)/call_limits.ts";
import { define } from "@/utils.ts";

/** What is answered below is for a key of this host's tenant; a key of another tenant is one never seen. */
const requireKey = define.middleware(async (ctx) => {
  const { tenant, requestId } = ctx.state;
  if (!tenant) throw new HttpError(404);
  const [, key] = /^Bearer +(\S+)$/i.exec(ctx.req.headers.get("authorization") ?? "") ?? [];
  if (!key) {
    return refuse({ detail: "Send an API key of this tenant as Authorization: Bearer rh_…", requestId });
  }
  const from = exactAddress(ctx);
  const found = await findApiKey(tenant.id, { key, from, now: new Date() });
  if (!found.ok && found.reason === "elsewhere") {
    return problem({
      status: 403,
      type: problemType("network_not_allowed"),
      detail: `The API key is good in other networks than that of ${from ?? "this connection"}`,
      requestId,
    });
  }
  if (!found.ok) {
    return refuse({
      detail: `The API key is ${found.reason}`,
      requestId,
      challenge: 'Bearer error="invalid_token"',
    });
  }
  ctx.state.apiKey = found.apiKey;
  return await ctx.next();
});

const limitCalls = define.middleware(async (ctx) => {
  const { tenant, apiKey, requestId } = ctx.state;
  const perKey = limitOfKey(apiKey);
  const taken: [Limit, Verdict][] = [];
  for (const [limit, subject] of [[perKey, apiKey.id], [PER_TENANT, tenant.id]] as const) {
    const verdict = await take(limit, subject);
    taken.push([limit, verdict]);
    if (!verdict.ok) break;
  }
  const [limit, { ok, retryAfterSeconds }] = taken.at(-1)!;
  const res = ok ? await ctx.next() : problem({
    status: 429,
    type: "https://iana.org/assignments/http-problem-types#quota-exceeded",
    detail: perWhat(limit),
    "violated-policies": [limit.name],
    requestId,
  }, { "retry-after": String(retryAfterSeconds) });
  res.headers.set("ratelimit-policy", [perKey, PER_TENANT].map(policyItem).join(", "));
  res.headers.set("ratelimit", taken.map(quotaItem).join(", "));
  return res;
});

export default [requireKey, limitCalls];

type Refusal = { detail: string; requestId: string; challenge?: string };

function refuse({ detail, requestId, challenge = "Bearer" }: Refusal): Response {
  return problem({ status: 401, detail, requestId }, { "www-authenticate": challenge });
}

/** Structured fields of IETF draft-ietf-httpapi-ratelimit-headers-10. */
function policyItem({ name, rate, periodSeconds, burst }: Limit): string {
  return `"${name}";q=${burst};w=${burst / rate * periodSeconds}`;
}

function quotaItem([{ name }, { ok, remaining, resetSeconds, retryAfterSeconds }]: [Limit, Verdict]): string {
  return `"${name}";r=${remaining};t=${ok ? resetSeconds : retryAfterSeconds}`;
}
