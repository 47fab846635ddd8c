import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { adminDatabaseUrl } from "@/lib/db/database_urls.ts";
import { masterKey } from "@/lib/master_key.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { buildIfStale } from "@/tools/build_if_stale.ts";

Deno.test("nothing starts on walls with a breach, and what does not start names it", async () => {
  await buildIfStale();
  const env = {
    DATABASE_URL: adminDatabaseUrl(),
    DATA_DIR: Deno.makeTempDirSync({ prefix: "rowhouse-breach-" }),
    MASTER_KEY: Buffer.from(masterKey()).toString("base64"),
    PORT: String(freePort()),
  };
  await asSuperuser((client) => client.query("alter table pooled.members no force row level security"));
  try {
    const ended = await Promise.all(
      ["migrate", "serve", "worker"].map(async (tool) => ({ tool, ...await run(tool, env) })),
    );
    for (const { tool, code, said } of ended) {
      assert.equal(code, 1, `${tool}: ${said}`);
      assert.equal(
        said.trim(),
        "Checking the database's walls, found:\n    members: row-level security is not forced",
        tool,
      );
    }
  } finally {
    await asSuperuser((client) => client.query("alter table pooled.members force row level security"));
    Deno.removeSync(env.DATA_DIR, { recursive: true });
  }
});

/** One that starts all the same is stopped, which is not the end that is wanted. */
async function run(tool: string, env: Record<string, string>) {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", `tools/${tool}.ts`],
    env,
    stdout: "null",
    stderr: "piped",
    signal: AbortSignal.timeout(30_000),
  });
  const { code, stderr } = await child.output();
  return { code, said: new TextDecoder().decode(stderr) };
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}
