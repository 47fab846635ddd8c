import { HttpError } from "fresh";
import { take } from "@/lib/limits/take.ts";
import { findToken } from "@/lib/tenancy/scim/tokens/find_token.ts";
import { noteRequest } from "@/lib/tenancy/scim/tokens/note_request.ts";
import { visitorOf } from "@/routes/(_http)/visitor_of.ts";
import { define } from "@/utils.ts";
import { errorAnswer } from "./(_http)/scim_answer.ts";
import { PER_DIRECTORY, UNKNOWN_TOKENS } from "./(_http)/scim_limits.ts";

/** What is answered below is for a token of this host's tenant; one of another tenant is one never seen. */
const requireToken = define.middleware(async (ctx) => {
  const { tenant, requestId } = ctx.state;
  if (!tenant) throw new HttpError(404);
  const [, text] = /^Bearer +(\S+)$/i.exec(ctx.req.headers.get("authorization") ?? "") ?? [];
  if (text === undefined) {
    return unauthorized("Send a token of this tenant's directory as Authorization: Bearer rs_…", "Bearer");
  }
  const now = new Date();
  const found = await findToken(tenant.id, { token: text, now });
  if (!found.ok && found.reason === "unknown") {
    const { ok, retryAfterSeconds } = await take(UNKNOWN_TOKENS, `${tenant.id} ${visitorOf(ctx).ip}`, now);
    return ok ? unauthorized("The token is unknown here") : tooMany(retryAfterSeconds);
  }
  const { id, name } = found.token;
  ctx.state.directory = found.token;
  ctx.state.actor = { kind: "directory", id, name, requestId };
  if (found.ok) return await ctx.next();
  const res = unauthorized(
    found.reason === "revoked"
      ? "The token is revoked"
      : "The token was replaced, and the time that both worked is over; paste the new one",
  );
  await note(ctx, res.status, "The directory still sends a token that is no longer good");
  return res;
});

const limitRequests = define.middleware(async (ctx) => {
  const { ok, retryAfterSeconds } = await take(PER_DIRECTORY, ctx.state.directory.id);
  return ok ? await ctx.next() : tooMany(retryAfterSeconds);
});

/** Leaves a line for the tenant's admins, of what failed with the reason that the directory was told. */
const noteRequests = define.middleware(async (ctx) => {
  try {
    const res = await ctx.next();
    const detail = res.status >= 400 ? (await res.clone().json()).detail : undefined;
    await note(ctx, res.status, detail);
    return res;
  } catch (error) {
    const status = error instanceof HttpError ? error.status : 500;
    // Without its database nothing can be noted; the access log has it.
    if (status < 500) await note(ctx, status, (error as HttpError).message);
    throw error;
  }
});

export default [requireToken, limitRequests, noteRequests];

type Ctx = Parameters<typeof noteRequests>[0];

async function note({ state, req, url }: Ctx, status: number, detail?: string) {
  await noteRequest(state.tenant.id, {
    tokenId: state.directory.id,
    method: req.method,
    path: decoded(url.pathname + url.search),
    status,
    detail,
    now: new Date(),
  });
}

/** As a person reads it: `?filter=userName eq "ben@acme.test"`. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path.replaceAll("+", " "));
  } catch {
    return path; // half an escape: shown as it came
  }
}

function unauthorized(detail: string, challenge = 'Bearer error="invalid_token"'): Response {
  return errorAnswer({ status: 401, detail, headers: { "www-authenticate": challenge } });
}

function tooMany(retryAfterSeconds: number): Response {
  return errorAnswer({
    status: 429,
    detail: `Too many requests; wait ${retryAfterSeconds} seconds`,
    headers: { "retry-after": String(retryAfterSeconds) },
  });
}
