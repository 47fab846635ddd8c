import { z } from "zod";
import { parsePublicId } from "@/lib/ids.ts";
import { oneLine } from "./one_line.ts";

export const ApiKeyForm = z.object({
  name: oneLine({ longest: 80, missing: "Give the key a name that says where it will be used" }),
  /** Made with the empty form; a form without one, sent by a program, makes a key each time. */
  key_id: z.string().transform((text) => parsePublicId("key", text)).optional(),
});
