import process from "node:process";
import { createServer } from "vite";
import { config } from "@/lib/config.ts";
import type { Stoppable } from "./until_stopped.ts";

/** Vite's development server on the port of the app; tenants' hosts are as welcome as the base host. */
export async function serveVite(): Promise<Stoppable> {
  const signals = ["SIGTERM", "SIGINT"] as const;
  const before = signals.map((name) => process.listeners(name));
  const server = await createServer({
    configLoader: "native",
    server: { port: config.port, strictPort: true, host: "127.0.0.1", allowedHosts: [".localhost"] },
  });
  await server.listen();
  // Vite ends the process by itself on these, before Postgres is stopped.
  for (const [index, name] of signals.entries()) {
    for (const it of process.listeners(name)) {
      if (!before[index].includes(it)) process.removeListener(name, it);
    }
  }
  return { stop: () => server.close() };
}
