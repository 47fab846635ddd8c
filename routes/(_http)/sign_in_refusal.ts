import type { SignIn } from "@/lib/identity/sign_in_with_password.ts";

type Refused = Extract<SignIn, { ok: false }>;
type Answer = { status: number; text: string; headers?: Record<string, string> };

export function refusalOf(refused: Refused): Answer {
  switch (refused.reason) {
    case "wrong_credentials":
      return {
        status: 401,
        text: "This email and password do not open this door. Check both for typing errors",
      };
    case "too_many":
      return {
        status: 429,
        text: `Too many attempts. Wait ${refused.retryAfterSeconds} seconds, then try again`,
        headers: { "retry-after": String(refused.retryAfterSeconds) },
      };
    case "busy":
      return {
        status: 503,
        text: "Many people are signing in right now. Try again in a few seconds",
        headers: { "retry-after": "5" },
      };
    case "paused":
      return {
        status: 503,
        text:
          "Sign-in is paused: we cannot count attempts right now, and let nobody guess uncounted. Who is signed in stays in. Try again in a minute",
        headers: { "retry-after": "30" },
      };
  }
}
