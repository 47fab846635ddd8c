import { z } from "zod";

export const ApiKeyForm = z.object({
  name: z.string().trim()
    .min(1, { error: "Give the key a name that says where it will be used" })
    .max(80, { error: "Use at most 80 characters" }),
});
