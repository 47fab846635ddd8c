import type { Refusal } from "@/lib/tenancy/door/refusal.ts";

type Answer = { status: number; text: string; headers?: Record<string, string> };

/** What a page says about a way in that failed. A reason that only one method knows is one to its reader. */
export function refusalOf({ reason, retryAfterSeconds = 30 }: Refusal): Answer {
  switch (reason) {
    case "wrong_credentials":
      return {
        status: 401,
        text: "This email and password do not open this door. Check both for typing errors",
      };
    case "too_many":
      return {
        status: 429,
        text: `Too many attempts. Wait ${retryAfterSeconds} seconds, then try again`,
        headers: { "retry-after": String(retryAfterSeconds) },
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
    case "mail_first":
      return {
        status: 403,
        text:
          "Many wrong passwords were tried for this address. On a device where you have not been before, sign in by a link in a mail, or set a new password by mail first",
      };
    case "method_not_allowed":
      return { status: 403, text: "This house does not allow that way in; choose another one" };
    case "network_not_allowed":
      return {
        status: 403,
        text: "This house can be entered from certain networks only, and this is none of them",
      };
    case "sso_required":
      return {
        status: 403,
        text: "People with your address sign in by your company's single sign-on; use its button",
      };
    default:
      return { status: 401, text: "That way in did not work. Try it again, or choose another one" };
  }
}
