import assert from "node:assert/strict";
import { signingKey } from "@/lib/identity/signing_keys.ts";
import { publicId } from "@/lib/ids.ts";
import { makeCast } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { queueDeadJob } from "@/tests/support/queue.ts";

Deno.test("rowhouse --help names every command", async () => {
  const { stdout, code } = await rowhouse("--help");
  assert.equal(code, 0);
  const commands = ["tenants list", "tenants suspend", "tenants restore", "jobs dead", "jobs replay"];
  for (const command of [...commands, "keys list", "keys rotate", "keys rotate --now"]) {
    assert.match(stdout, new RegExp(command));
  }
});

Deno.test("rowhouse refuses a command that it does not know, with its help", async () => {
  const { stderr, code } = await rowhouse("tenants", "delete", "acme");
  assert.equal(code, 2);
  assert.match(stderr, /There is no command "tenants delete"[^]*Usage:/);
});

Deno.test("rowhouse lists, suspends and restores a tenant", async () => {
  const { acme } = await makeCast();
  const suspended = await rowhouse("tenants", "suspend", acme.slug, "--reason", "Unpaid", "--json");
  assert.deepEqual(JSON.parse(suspended.stdout), { ok: true, message: `${acme.slug} is suspended` });
  const { stdout } = await rowhouse("tenants", "list", "--search", acme.slug, "--json");
  const [listed] = JSON.parse(stdout);
  assert.equal(listed.id, publicId("ten", acme.id));
  assert.deepEqual([listed.slug, listed.status, listed.members], [acme.slug, "suspended", 3]);
  const again = await rowhouse("tenants", "suspend", acme.slug, "--reason", "Unpaid");
  assert.equal(again.code, 1);
  assert.match(again.stdout, /It is suspended already/);
  assert.equal((await rowhouse("tenants", "restore", acme.slug)).code, 0);
});

Deno.test("rowhouse shows dead letters and replays one", async () => {
  const { acme } = await makeCast();
  const job = await queueDeadJob(acme.id);
  const [tenantId, jobId] = [publicId("ten", acme.id), publicId("job", job)];
  const { stdout } = await rowhouse("jobs", "dead");
  assert.match(stdout, new RegExp(`${tenantId} +${jobId} +mail.send +3 +The mail server said no`));
  assert.equal((await rowhouse("jobs", "replay", tenantId, jobId)).code, 0);
  const twice = await rowhouse("jobs", "replay", tenantId, jobId);
  assert.equal(twice.code, 1);
  assert.match(twice.stdout, /is not among the dead letters/);
  await asSuperuser((client) => client.query("delete from pooled.jobs where id = $1", [job]));
});

Deno.test("rowhouse rotates the signing keys, and replaces them at once after a leak", async () => {
  await signingKey();
  assert.match((await rowhouse("keys", "rotate")).stdout, /is published and signs in 15 minutes/);
  const twice = await rowhouse("keys", "rotate");
  assert.equal(twice.code, 1);
  assert.match(twice.stdout, /A rotation is under way/);
  const listed = JSON.parse((await rowhouse("keys", "list", "--json")).stdout);
  assert.deepEqual(listed.map((it: { state: string }) => it.state), ["pending", "active"]);
  const replaced = JSON.parse((await rowhouse("keys", "rotate", "--now", "--json")).stdout);
  assert.match(replaced.message, /signs now; of 2 older keys nothing is accepted any more/);
  assert.match((await rowhouse("keys", "list")).stdout, /^kid +state +created\n\S+ +active /);
});

async function rowhouse(...args: string[]) {
  const { stdout, stderr, code } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "tools/rowhouse.ts", ...args],
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { stdout: text(stdout), stderr: text(stderr), code };
}
