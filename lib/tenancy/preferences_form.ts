import { z } from "zod";
import { TIME_ZONES } from "./settings_form.ts";

export const PreferencesForm = z.object({
  /** Empty for whatever the tenant's is. */
  time_zone: z.string().refine((zone) => zone === "" || TIME_ZONES.includes(zone), {
    error: "Choose a time zone from the list",
  }).transform((zone) => zone || undefined),
});
