import type { SecurityEventKind } from "@/lib/identity/defence/record_security_event.ts";

/** What happened, and what a person does about it. */
export const EVENT_WORDS: Record<SecurityEventKind, { title: string; advice: string }> = {
  new_device: {
    title: "Signed in on a new device",
    advice: "Usual after a new computer or browser. Ask, when nobody has one",
  },
  new_network: {
    title: "Signed in from a new network",
    advice: "Usual on a journey or with a new provider",
  },
  new_country: {
    title: "Signed in from a new country",
    advice: "Ask the person; end the sessions when it was somebody else",
  },
  spraying_source: {
    title: "One place tried many people",
    advice: "It is slowed down and asked for more. Ask your people for long passwords or passkeys",
  },
  mfa_fatigue: {
    title: "A second factor was asked for again and again",
    advice: "Somebody may know the password: let the person change it",
  },
  failures_then_success: {
    title: "Many wrong answers, then a right one",
    advice: "Ask the person; end the sessions and change the password when it was somebody else",
  },
  guessing: {
    title: "Many wrong answers",
    advice: "Strangers are asked for more until it stops. On a device of their own, nobody notices",
  },
};

/** `3 people, 20 times`, or nothing. */
export function eventDetail(detail: Record<string, string | number | boolean>): string {
  return Object.entries(detail).map(([name, value]) => `${name.replaceAll("_", " ")}: ${value}`).join(", ");
}
