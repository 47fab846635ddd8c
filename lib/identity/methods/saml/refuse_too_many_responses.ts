import { takeShared } from "@/lib/limits/take_shared.ts";
import type { Visitor } from "../../visitor.ts";
import type { Refused } from "../port.ts";

/**
 * Reading a response costs 10 to 40 ms of one core. The place first, so that one place uses up nothing of a connection;
 * a connection has room for the first hour of a large house.
 */
const PER_PLACE = { name: "saml_place", rate: 1, periodSeconds: 1, burst: 60 };
const PER_CONNECTION = { name: "saml_connection", rate: 10, periodSeconds: 1, burst: 300 };

export async function refuseTooManyResponses(
  { connectionId, visitor, now }: { connectionId: string; visitor: Visitor; now: Date },
): Promise<Refused | undefined> {
  for (const [limit, subject] of [[PER_PLACE, visitor.ip], [PER_CONNECTION, connectionId]] as const) {
    const taken = await takeShared(limit, subject, now);
    if (!taken.ok) return { ok: false, reason: "paused" };
    const { ok, retryAfterSeconds } = taken.value;
    if (!ok) return { ok: false, reason: "too_many", retryAfterSeconds };
  }
}
