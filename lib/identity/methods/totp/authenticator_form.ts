import { z } from "zod";
import { oneLine } from "../../one_line.ts";

export const AuthenticatorForm = z.object({
  code: z.string().trim().min(1, { error: "Type the six digits that the app shows" }),
  name: oneLine({ longest: 80, missing: "Give it a name that tells it from your others, such as My phone" }),
  proposal: z.string(),
});
