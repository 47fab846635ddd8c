import { App, staticFiles } from "fresh";
import { useDirectory } from "@/lib/tenancy/use_directory.ts";
import { securityHeaders } from "@/routes/(_http)/security_headers.ts";
import type { State } from "@/utils.ts";

useDirectory();

export const app = new App<State>()
  .use(securityHeaders, staticFiles())
  .fsRoutes();
