/** `deno task check`: format, lint, types, and the order of the folders. */
import { checkStatically } from "./check_statically.ts";
import { explained } from "./explained.ts";

await explained(checkStatically);
