import { CONNECTION_NOTICES } from "./connection_notices.ts";
import { DOOR_NOTICES } from "./door_notices.ts";
import { MEMBER_NOTICES } from "./member_notices.ts";
import type { Tone } from "./Notice.tsx";
import { SECURITY_NOTICES } from "./security_notices.ts";

export type Said = {
  tone: Tone;
  text: string;
  /** A button beside the words. */
  offer?: { label: string; action: string; field: string; value: string };
};

/** What a redirect may say with `?notice=`; anything else says nothing, so that a link cannot put words on our page. */
const NOTICES = {
  "settings-saved": { tone: "success", text: "Your settings are saved" },
  "preferences-saved": { tone: "success", text: "Your preferences are saved" },
  "steps-hidden": {
    tone: "info",
    text: "The next steps are hidden from your dashboard",
    offer: { label: "Undo", action: "/next-steps", field: "shown", value: "yes" },
  },
  "steps-shown": { tone: "success", text: "The next steps are back on your dashboard" },
  "key-revoked": {
    tone: "success",
    text: "The key is revoked; requests that carry it are refused from now on",
  },
  "key-changed": { tone: "success", text: "The key is changed; its next call keeps to it" },
  "profile-saved": { tone: "success", text: "Your profile is saved" },
  "tenant-suspended": {
    tone: "success",
    text: "The tenant is suspended: within a second its pages and its API refuse everybody",
  },
  "tenant-restored": { tone: "success", text: "The tenant is open again, as it was before" },
  "suspended-already": { tone: "error", text: "Somebody has suspended this tenant already; see why below" },
  "not-suspended": { tone: "error", text: "This tenant is open; somebody was here before you" },
  "job-replayed": { tone: "success", text: "The job is in the queue again, with all its attempts before it" },
  "job-not-dead": { tone: "error", text: "This job has not failed, or somebody has replayed it just now" },
  "event-reviewed": { tone: "success", text: "The event is marked as reviewed; you find it under All" },
  ...CONNECTION_NOTICES,
  ...DOOR_NOTICES,
  ...MEMBER_NOTICES,
  ...SECURITY_NOTICES,
} as const satisfies Record<string, Said>;

export type NoticeCode = keyof typeof NOTICES;

export function findNotice(code: string): Said | undefined {
  return Object.hasOwn(NOTICES, code) ? NOTICES[code as NoticeCode] : undefined;
}
