/**
 * Points the configuration at a Postgres and a data folder of its own, so that tests and benchmarks never touch the
 * demo's. Call it before anything loads lib/config.ts.
 */
export async function withOwnPostgres(work: () => Promise<void>): Promise<void> {
  const dataDir = Deno.makeTempDirSync({ prefix: "rowhouse-test-" });
  Deno.chmodSync(dataDir, 0o755);
  for (const name of Object.keys(Deno.env.toObject())) {
    if (
      /^(DATABASE|REDIS|UPSTASH|STRIPE|SMTP|MAIL|MASTER|BASE|DEMO|PORT|TRUSTED|DNS|APPLE|AUTH0|PRIVY)|_(CLIENT_ID|CLIENT_SECRET|ISSUER)$/
        .test(name)
    ) {
      Deno.env.delete(name);
    }
  }
  Deno.env.set("DATA_DIR", dataDir);
  Deno.env.set("DNS_SERVER", `127.0.0.1:${freePort()}`);
  const { prepareDatabase } = await import("./prepare_database.ts");
  const database = await prepareDatabase(() => {});
  try {
    await work();
  } finally {
    await database.stop();
    Deno.removeSync(dataDir, { recursive: true });
  }
}

/** Tests of domains start their DNS there; for all others nobody answers. */
function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  return port;
}
