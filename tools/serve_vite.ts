import { createServer } from "vite";
import { config } from "@/lib/config.ts";
import type { Stoppable } from "./until_stopped.ts";

/** Vite's development server on the port of the app; tenants' hosts are as welcome as the base host. */
export async function serveVite(): Promise<Stoppable> {
  const server = await createServer({
    server: { port: config.port, strictPort: true, host: "127.0.0.1", allowedHosts: [".localhost"] },
  });
  await server.listen();
  return { stop: () => server.close() };
}
