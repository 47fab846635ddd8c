import type { NoticeCode } from "@/components/Notice.tsx";
import type { DoorReason } from "@/lib/tenancy/door/refusal.ts";

const NOTICES: Record<DoorReason, NoticeCode> = {
  over: "handoff-failed",
  not_linked: "not-linked",
  linked_to_other: "linked-to-other",
  other_person: "other-person",
  not_a_member: "not-linked",
  method_not_allowed: "method-not-allowed",
  network_not_allowed: "network-not-allowed",
};

/** What the door says about a refusal; the reasons that a method brings are one to a reader, and told apart in the log. */
export function noticeOfRefusal(reason: string): NoticeCode {
  return Object.hasOwn(NOTICES, reason) ? NOTICES[reason as DoorReason] : "way-in-failed";
}
