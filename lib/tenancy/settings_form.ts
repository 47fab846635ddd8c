import { z } from "zod";

/** IANA names this runtime can compute with; UTC first, for it is what a tenant starts with. */
export const TIME_ZONES: readonly string[] = [
  "UTC",
  ...Intl.supportedValuesOf("timeZone").filter((it) => it !== "UTC"),
];

export const TenantName = z.string().trim()
  .min(1, { error: "Enter the name of your company" })
  .max(80, { error: "Use at most 80 characters" });

export const SettingsForm = z.object({
  name: TenantName,
  time_zone: z.string().refine((zone) => TIME_ZONES.includes(zone), {
    error: "Choose a time zone from the list",
  }),
});
