import { HttpError } from "fresh";
import { Head } from "fresh/runtime";
import { Button } from "@/components/Button.tsx";
import { Wordmark } from "@/components/Mark.tsx";
import { Outside, type Scene } from "@/components/Outside.tsx";
import { define } from "@/utils.ts";
import { problemOf } from "./(_http)/problem.ts";
import { addSessionCookies } from "./(_http)/session_cookies.ts";
import { SECURITY_HEADERS, UNLESS_ALLOWED } from "./(_http)/security_headers.ts";
import { type Trouble, troubleOf } from "./(_http)/trouble.ts";
import { scimErrorOf } from "./scim/v2/(_http)/scim_answer.ts";

const POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; manifest-src 'self'; base-uri 'none'; " +
  "form-action 'none'; frame-ancestors 'none'";

export const handler = define.handlers(async (ctx) => {
  const { error, state, url } = ctx;
  const { requestId } = state;
  const headers = {
    ...SECURITY_HEADERS,
    ...UNLESS_ALLOWED,
    "content-security-policy": POLICY,
    ...(requestId ? { "x-request-id": requestId } : {}),
    ...(isAway(error) ? { "retry-after": "5" } : {}),
  };
  if (url.pathname.startsWith("/api/")) return withHeaders(problemOf(error, requestId), headers);
  if (/^\/scim\/v2(\/|$)/.test(url.pathname)) return withHeaders(scimErrorOf(error), headers);
  const trouble = troubleOf(error, state);
  const res = await ctx.render(<TroublePage {...trouble} requestId={requestId} />, {
    status: trouble.status,
    headers,
  });
  if (state.cookies) addSessionCookies(res.headers, state.cookies);
  return res;
});

function isAway(error: unknown): boolean {
  return error instanceof HttpError && error.status === 503;
}

function TroublePage({ status, title, text, wayOut, requestId }: Trouble & { requestId?: string }) {
  return (
    <div class="flex min-h-dvh flex-col items-center px-4 py-8 sm:py-12">
      <Head>
        <title>{`${title} · Rowhouse`}</title>
      </Head>
      <header>
        <Wordmark />
      </header>
      <main id="content" class="my-auto flex w-full max-w-lg flex-col items-center gap-6 py-8 text-center">
        <Outside scene={sceneOf(status)} class="w-full max-w-sm" />
        <div class="space-y-3">
          <p class="plaque tabular inline-block px-3 py-1 text-sm">{status}</p>
          <h1 class="text-3xl">{title}</h1>
          <p class="text-balance text-base-content/80">{text}</p>
        </div>
        <Button href={wayOut.href}>{wayOut.label}</Button>
        {requestId && (
          <p class="text-xs text-base-content/75">
            Request <code class="font-mono break-all">{requestId}</code>
          </p>
        )}
      </main>
    </div>
  );
}

function sceneOf(status: number): Scene {
  if (status === 404) return "gap";
  return status < 500 ? "closed" : "works";
}

function withHeaders(res: Response, headers: Record<string, string>): Response {
  for (const [name, value] of Object.entries(headers)) res.headers.set(name, value);
  return res;
}
