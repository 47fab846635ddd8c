import assert from "node:assert/strict";
import pg from "pg";

type Said = { port: number; isOwner: boolean; notes: string[] };

Deno.test("startPostgres() joins a Postgres that another process owns and leaves it running", async () => {
  using folder = temporaryFolder();
  const owner = await hold(folder.path);
  const second = await hold(folder.path);
  assert.deepEqual([owner.said.isOwner, second.said.isOwner], [true, false]);
  assert.equal(second.said.port, owner.said.port);
  await second.stop();
  assert.equal(await accepts(owner.said.port), true);
  await owner.stop();
  assert.equal(await accepts(owner.said.port), false);
});

Deno.test("startPostgres() lets one of two first starts make the data", async () => {
  using folder = temporaryFolder();
  const both = await Promise.all([hold(folder.path), hold(folder.path)]);
  assert.equal(both.filter((it) => it.said.isOwner).length, 1);
  const owner = both.find((it) => it.said.isOwner)!;
  await Promise.all(both.filter((it) => it !== owner).map((it) => it.stop()));
  await owner.stop();
});

Deno.test("startPostgres() follows an owner that was killed, and later stops what it took over", async () => {
  using folder = temporaryFolder();
  const killed = await hold(folder.path);
  await killed.kill();
  const next = await hold(folder.path);
  assert.deepEqual(next.said, { ...killed.said, isOwner: true });
  await next.stop();
  assert.equal(await accepts(next.said.port), false);
});

Deno.test("startPostgres() finds its data after server and owner were killed together", async () => {
  using folder = temporaryFolder();
  const killed = await hold(folder.path);
  await killed.kill();
  const pid = Number(Deno.readTextFileSync(`${folder.path}/postgres/cluster/postmaster.pid`).split("\n")[0]);
  Deno.kill(pid, "SIGKILL");
  const next = await hold(folder.path);
  assert.equal(next.said.isOwner, true);
  await next.stop();
});

Deno.test({
  name: "startPostgres() as root moves out of a folder that the server's user cannot enter, and says where",
  ignore: Deno.uid() !== 0,
  async fn() {
    using folder = temporaryFolder();
    Deno.chmodSync(folder.path, 0o700);
    const data = `${folder.path}/data`;
    const first = await hold(data);
    await first.stop();
    assert.match(first.said.notes.join(), /Postgres and its data are in .*rowhouse-postgres-/);
    const second = await hold(data);
    await second.stop();
    assert.equal(second.said.isOwner, true);
    Deno.removeSync(first.said.notes[0].match(/are in (\S+):/)![1], { recursive: true });
  },
});

async function hold(dataDir: string) {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "tests/faults/hold_postgres.ts"],
    env: { DATA_DIR: dataDir },
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const { value } = await reader.read();
  assert(value, "the process ended without a word");
  return {
    said: JSON.parse(value) as Said,
    async stop() {
      await child.stdin.close();
      await reader.cancel();
      assert.equal((await child.status).success, true);
    },
    async kill() {
      child.kill("SIGKILL");
      await reader.cancel();
      await child.stdin.abort().catch(() => {});
      await child.status;
    },
  };
}

async function accepts(port: number): Promise<boolean> {
  const client = new pg.Client({
    host: "127.0.0.1",
    port,
    user: "postgres",
    password: "x",
    database: "postgres",
  });
  try {
    await client.connect();
    throw new Error("a wrong password was accepted");
  } catch (error) {
    return (error as { code?: string }).code === "28P01";
  }
}

function temporaryFolder() {
  const path = Deno.makeTempDirSync({ prefix: "rowhouse-folder-" });
  Deno.chmodSync(path, 0o755);
  return {
    path,
    [Symbol.dispose]() {
      Deno.removeSync(path, { recursive: true });
    },
  };
}
