/** `deno task dev`: everything on embedded defaults, with pages that follow the files as they are edited. */
import { explained } from "./explained.ts";

await explained(async () => {
  const { develop } = await import("./start_everything.ts");
  await develop();
});
