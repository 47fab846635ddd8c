import { z } from "zod";
import { oneLine } from "@/lib/identity/one_line.ts";
import { parsePublicId } from "@/lib/ids.ts";

export const TokenForm = z.object({
  name: oneLine({ longest: 80, missing: "Give the token a name that says which directory shows it" }),
  /** Made with the empty form, so that sending it twice makes one token. */
  token_id: z.string().transform((text) => parsePublicId("tok", text)).optional(),
});
