import { TIME_ZONES } from "@/lib/tenancy/settings_form.ts";
import { formatTimeZone } from "./format.ts";

/** Every time zone with what its clocks show now, such as `Europe/Berlin, 09:41 (UTC+01:00)`. */
export function timeZoneOptions(now: Date): { value: string; label: string }[] {
  const instant = Temporal.Instant.fromEpochMilliseconds(now.getTime());
  return TIME_ZONES.map((zone) => {
    const local = instant.toZonedDateTimeISO(zone);
    const time = local.toPlainTime().toString({ smallestUnit: "minute" });
    return { value: zone, label: `${formatTimeZone(zone)}, ${time} (UTC${local.offset})` };
  });
}
