import { z } from "zod";
import { oneLine } from "@/lib/identity/one_line.ts";

/** IANA names this runtime can compute with; UTC first, for it is what a tenant starts with. */
export const TIME_ZONES: readonly string[] = [
  "UTC",
  ...Intl.supportedValuesOf("timeZone").filter((it) => it !== "UTC"),
];

export const TenantName = oneLine({ longest: 80, missing: "Enter the name of your company" });

export const SettingsForm = z.object({
  name: TenantName,
  time_zone: z.string().refine((zone) => TIME_ZONES.includes(zone), {
    error: "Choose a time zone from the list",
  }),
});
