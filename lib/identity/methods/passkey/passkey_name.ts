import { oneLine } from "../../one_line.ts";

const Name = oneLine({ longest: 80, missing: "" });

/** As the person typed it, or a plain one: the passkey is made already, and nobody shall make another for its name. */
export function passkeyName(typed: string | undefined): string {
  return Name.safeParse(typed).data ?? "Passkey";
}
