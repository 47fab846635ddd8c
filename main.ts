import { App, staticFiles } from "fresh";
import { useDirectory } from "@/lib/tenancy/use_directory.ts";
import type { State } from "@/utils.ts";

useDirectory();

export const app = new App<State>()
  .use(staticFiles())
  .fsRoutes();
