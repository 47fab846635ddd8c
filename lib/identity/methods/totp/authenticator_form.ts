import { z } from "zod";
import { oneLine } from "../../one_line.ts";

export const AuthenticatorForm = z.object({
  name: oneLine({ longest: 80, missing: "Give it a name that tells it from your others, such as My phone" }),
  code: z.string().trim().min(1, { error: "Type the six digits that the app shows" }),
  proposal: z.string(),
});
