import { z } from "zod";
import { oneLine } from "./one_line.ts";

export const ApiKeyForm = z.object({
  name: oneLine({ longest: 80, missing: "Give the key a name that says where it will be used" }),
});
