import { z } from "zod";
import { availableMethods } from "@/lib/identity/methods/methods.ts";
import type { Method } from "@/lib/identity/methods/port.ts";
import { networksIn } from "@/lib/networks.ts";
import type { SignInPolicy } from "./policy.ts";

export type LengthOption = { minutes: number; label: string };

export const SESSION_LENGTHS: LengthOption[] = [
  { minutes: 60, label: "1 hour" },
  { minutes: 8 * 60, label: "8 hours" },
  { minutes: 12 * 60, label: "12 hours" },
  { minutes: 24 * 60, label: "1 day" },
  { minutes: 7 * 24 * 60, label: "7 days" },
  { minutes: 30 * 24 * 60, label: "30 days" },
];

export const IDLE_LENGTHS: LengthOption[] = [
  { minutes: 15, label: "15 minutes" },
  { minutes: 30, label: "30 minutes" },
  { minutes: 60, label: "1 hour" },
  { minutes: 8 * 60, label: "8 hours" },
  { minutes: 24 * 60, label: "1 day" },
  { minutes: 7 * 24 * 60, label: "7 days" },
];

/** What one can begin with, of what this installation has. */
export function firstMethods(): Method[] {
  return availableMethods().filter((it) => it.factor !== "second");
}

const Fields = z.object({
  longest_session: oneOf(SESSION_LENGTHS),
  longest_idle: oneOf(IDLE_LENGTHS),
  requires_second_factor: z.literal("yes").optional(),
  strict_codes: z.literal("yes").optional(),
  // Of an IPv6 address we know the network of its household, which is all that stays the same of it.
  networks: z.string().transform(networksIn({ narrowestIpv6: 64 })),
});

export type PolicyFormErrors = Partial<
  Record<"methods" | "longest_session" | "longest_idle" | "networks", string>
>;

/** Methods are ticked as `method_<kind>`; all of them are also those that come later. */
export function parsePolicyForm(
  sent: Record<string, string>,
): { ok: true; policy: SignInPolicy } | { ok: false; errors: PolicyFormErrors } {
  const parsed = Fields.safeParse(sent);
  const offered = firstMethods();
  const ticked = offered.filter(({ kind }) => sent[`method_${kind}`] === "yes").map((it) => it.kind);
  const errors: PolicyFormErrors = {};
  if (ticked.length === 0) errors.methods = "Leave at least one way in";
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) {
      errors[path[0] as keyof PolicyFormErrors] ??= message;
    }
  }
  if (parsed.success && parsed.data.longest_idle > parsed.data.longest_session) {
    errors.longest_idle = "This is longer than a whole session lasts";
  }
  if (!parsed.success || Object.keys(errors).length > 0) return { ok: false, errors };
  const { longest_session, longest_idle, requires_second_factor, strict_codes, networks } = parsed.data;
  return {
    ok: true,
    policy: {
      allowedMethods: ticked.length === offered.length ? undefined : ticked,
      requiresSecondFactor: requires_second_factor === "yes",
      takesLateCodes: strict_codes !== "yes",
      sessionSeconds: longest_session * 60,
      idleSeconds: longest_idle * 60,
      allowedNetworks: networks,
    },
  };
}

function oneOf(lengths: LengthOption[]) {
  return z.coerce.number().refine((minutes) => lengths.some((it) => it.minutes === minutes), {
    error: "Choose a length from the list",
  });
}
