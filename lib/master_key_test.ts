import assert from "node:assert/strict";

const PROGRAM =
  'const { masterKey } = await import("@/lib/master_key.ts"); console.log(masterKey().length, masterKey().toString())';

Deno.test("masterKey() makes one key in a folder, whole, for however many first starts", async () => {
  const folder = Deno.makeTempDirSync();
  const keys = await Promise.all(Array.from({ length: 4 }, () => keyIn(folder)));
  assert.equal(new Set(keys.map((it) => it.stdout)).size, 1);
  assert.match(keys[0].stdout, /^32 /);
  assert.deepEqual([...Deno.readDirSync(folder)].map((it) => it.name), ["master.key"]);
  assert.equal(Deno.statSync(`${folder}/master.key`).mode! & 0o777, 0o600);
  Deno.removeSync(folder, { recursive: true });
});

Deno.test("masterKey() refuses a key that is not whole", async () => {
  const folder = Deno.makeTempDirSync();
  Deno.writeFileSync(`${folder}/master.key`, new Uint8Array(0));
  const { code, stderr } = await keyIn(folder);
  assert.equal(code, 1);
  assert.match(stderr, /"master.key" that is not 32 bytes long/);
  Deno.removeSync(folder, { recursive: true });
});

async function keyIn(folder: string) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", PROGRAM],
    env: { DATA_DIR: folder, MASTER_KEY: "" },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: text(stdout), stderr: text(stderr) };
}
