import { z } from "zod";
import { oneLine } from "@/lib/identity/one_line.ts";

export const SuspensionForm = z.object({
  reason: oneLine({ longest: 200, missing: "Say why: the tenant reads it in its audit log" }),
});
