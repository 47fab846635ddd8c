import type { Permissions } from "@/lib/identity/permissions.ts";

export type NextStep = {
  name: "prove_address" | "create_key" | "send_record" | "choose_time_zone";
  isDone: boolean;
};

type Known = {
  permissions: Permissions;
  isEmailProven: boolean;
  hasKey: boolean;
  hasRecord: boolean;
  /** Whether anybody has chosen one: a tenant begins in UTC. */
  hasTimeZone: boolean;
};

/** What a member can do to get going, in the order that leads there, with what is done already. */
export function nextSteps({ permissions, isEmailProven, hasKey, hasRecord, hasTimeZone }: Known): NextStep[] {
  const sending: NextStep[] = permissions.has("records.write")
    ? [{ name: "create_key", isDone: hasKey || hasRecord }, { name: "send_record", isDone: hasRecord }]
    : [];
  return [
    { name: "prove_address", isDone: isEmailProven },
    ...sending,
    { name: "choose_time_zone", isDone: hasTimeZone },
  ];
}
