import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { adminDatabaseUrl } from "@/lib/db/database_urls.ts";
import { masterKey } from "@/lib/master_key.ts";
import { asSuperuser } from "@/tests/support/database.ts";

type Ended = { code: number; said: string };

const KEY = Buffer.from(masterKey()).toString("base64");

Deno.test("a Postgres that does not listen is said, and where it was looked for", async () => {
  const port = freePort();
  const DATABASE_URL = admin({ port: String(port) });
  for (const tool of ["migrate", "serve", "worker"]) {
    explains(await run(tool, { DATABASE_URL }), [
      `127.0.0.1:${port}`,
      "Nothing listens there. Start Postgres",
    ]);
  }
  const byName = await run("migrate", { DATABASE_URL: admin({ port: String(port), hostname: "localhost" }) });
  explains(byName, [`:${port}`, "Nothing listens there"]);
});

Deno.test("a host that nobody knows is said by its name", async () => {
  const ended = await run("migrate", { DATABASE_URL: admin({ hostname: "no-such-host.invalid" }) });
  explains(ended, ["no-such-host.invalid", "There is no such host"]);
});

Deno.test("a wrong password is said with its login, and the password is not", async () => {
  const ended = await run("migrate", { DATABASE_URL: admin({ password: "hunter2" }) });
  explains(ended, [
    'password authentication failed for user "postgres"',
    "Put the login and its password into",
  ]);
  assert.doesNotMatch(ended.said, /hunter2/);
});

Deno.test("a wrong MASTER_KEY is said where it shows: at the passwords that come from it", async () => {
  for (const tool of ["serve", "worker"]) {
    const ended = await run(tool, { MASTER_KEY: Buffer.alloc(32, 1).toString("base64") });
    explains(ended, ['password authentication failed for user "rowhouse_app"', "come from MASTER_KEY"]);
  }
});

Deno.test("a database that is not there is said by its name", async () => {
  const ended = await run("migrate", { DATABASE_URL: admin({ pathname: "/nowhere" }) });
  explains(ended, ['database "nowhere" does not exist', "Create the database"]);
});

Deno.test("a login that may not migrate is said", async () => {
  await asSuperuser(async (client) => {
    await client.query("create role modest login createrole password 'modest'");
    try {
      const ended = await run("migrate", { DATABASE_URL: admin({ username: "modest", password: "modest" }) });
      explains(ended, ["permission denied", "Put a login into DATABASE_URL that may create roles"]);
    } finally {
      await client.query("drop role modest");
    }
  });
});

Deno.test("no database at all is said, and both ways to one", async () => {
  const DATA_DIR = Deno.makeTempDirSync({ prefix: "rowhouse-explained-" });
  for (const tool of ["serve", "worker"]) {
    const ended = await run(tool, { DATA_DIR, DATABASE_URL: "" });
    explains(ended, [`no embedded Postgres runs on "${DATA_DIR}"`, "run deno task start first"]);
  }
  Deno.removeSync(DATA_DIR, { recursive: true });
});

Deno.test("migrate says which variable is wrong", async () => {
  const { code, said } = await run("migrate", { DATABASE_URL: "mysql://localhost" });
  assert.equal(code, 1);
  assert.match(
    said,
    /^\nThe environment is not right:\n {2}DATABASE_URL must be a URL that starts with postgres:/,
  );
});

Deno.test("what nobody foresaw keeps its stack trace", async () => {
  for (const odd of ['Error("Odd")', 'Object.assign(Error("Odd"), { code: "42501" })']) {
    const task =
      `import { explained } from "./tools/explained.ts"; await explained(() => Promise.reject(${odd}))`;
    const { code, said } = await ended(["eval", task], {});
    assert.equal(code, 1);
    assert.match(said, /Error: Odd[^]*\n +at .*explained\.ts/);
  }
});

Deno.test("a migration that may not do what it does is said by its name", async () => {
  const denied = 'Object.assign(Error("permission denied for schema x"), { code: "42501" })';
  const task = `import { explained } from "./tools/explained.ts";
    await explained(() => Promise.reject(Error("Migrating: one failed", { cause: ${denied} })))`;
  explains(await ended(["eval", task], {}), [
    "The database cannot be used: Migrating: one failed",
    "may create",
  ]);
});

function explains({ code, said }: Ended, parts: string[]) {
  assert.equal(code, 1, said);
  for (const part of [...parts, "DATABASE_URL"]) {
    assert(said.includes(part), `${part} is missing in:\n${said}`);
  }
  assert.doesNotMatch(said, /^ +at |\.ts:\d/m, "no stack trace");
}

function admin(changed: Partial<URL>): string {
  return Object.assign(new URL(adminDatabaseUrl()), changed).href;
}

function run(tool: string, env: Record<string, string>): Promise<Ended> {
  return ended(["run", "-A", "--no-check", `tools/${tool}.ts`], {
    DATABASE_URL: adminDatabaseUrl(),
    MASTER_KEY: KEY,
    ...env,
  });
}

async function ended(args: string[], env: Record<string, string>): Promise<Ended> {
  const child = new Deno.Command(Deno.execPath(), {
    args,
    env: { NO_COLOR: "1", ...env },
    stderr: "piped",
    signal: AbortSignal.timeout(60_000),
  });
  const { code, stderr } = await child.output();
  return { code, said: new TextDecoder().decode(stderr) };
}

function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}
