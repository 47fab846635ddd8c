import assert from "node:assert/strict";
import { signingKey } from "@/lib/identity/signing_keys.ts";
import { signInOperator } from "@/lib/identity/operators/sign_in_operator.ts";
import { newId, publicId } from "@/lib/ids.ts";
import { makeCast } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { queueDeadJob } from "@/tests/support/queue.ts";

Deno.test("rowhouse --help names every command", async () => {
  const { stdout, code } = await rowhouse("--help");
  assert.equal(code, 0);
  const commands = ["tenants list", "tenants suspend", "tenants restore", "jobs dead", "jobs replay"];
  const staff = ["operators list", "operators add", "operators reset", "operators remove"];
  for (const command of [...commands, ...staff, "keys list", "keys rotate", "keys rotate --now"]) {
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

Deno.test("rowhouse makes an operator, gives one a new start and lets one go, and reads no password from the line", async () => {
  const email = `sam-${newId()}@rowhouse.test`;
  const add = (password: string, ...more: string[]) =>
    rowhouseWith(password, "operators", "add", email, "--name", "Sam", ...more);
  assert.match((await add("short")).stdout, /^Password: Use at least 15 characters/);
  assert.match((await add(`${email} again`)).stdout, /^Password: Leave your name/);
  assert.equal((await rowhouseWith("", "operators", "add", "sam", "--name", "Sam")).code, 1);
  assert.match(
    (await rowhouse("operators", "add", email)).stdout,
    /^Needed: operators add EMAIL --name NAME/,
  );
  const added = await add("seven green bottles on a wall", "--json");
  assert.deepEqual(JSON.parse(added.stdout), { ok: true, message: `${email} is an operator now` });
  assert.match(
    (await add("seven green bottles on a wall")).stdout,
    /somebody has proven this address before/,
  );
  const signIn = (password: string) =>
    signInOperator({ email, password, visitor: { ip: newId() }, now: new Date() });
  assert.equal((await signIn("seven green bottles on a wall")).ok, true);
  const reset = await rowhouseWith(
    "eight green bottles on a wall",
    "operators",
    "reset",
    email.toUpperCase(),
  );
  assert.match(reset.stdout, /has a new password, no second factor and no open session/);
  assert.equal((await signIn("seven green bottles on a wall")).ok, false);
  assert.equal((await signIn("eight green bottles on a wall")).ok, true);
  const listed = JSON.parse((await rowhouse("operators", "list", "--json")).stdout);
  const { name, secondFactor } = listed.find((it: { email: string }) => it.email === email);
  assert.deepEqual([name, secondFactor], ["Sam", false]);
  assert.equal((await rowhouse("operators", "remove", email)).code, 0);
  assert.equal((await signIn("eight green bottles on a wall")).ok, false);
  const twice = await rowhouse("operators", "remove", email);
  assert.deepEqual([twice.code, twice.stdout.includes("is no operator")], [1, true]);
});

function rowhouse(...args: string[]) {
  return rowhouseWith("", ...args);
}

/** @param typed what is piped in. */
async function rowhouseWith(typed: string, ...args: string[]) {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", "tools/rowhouse.ts", ...args],
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  // One that asks for nothing may have ended before.
  await writer.write(new TextEncoder().encode(`${typed}\n`)).then(() => writer.close()).catch(() => {});
  const { stdout, stderr, code } = await child.output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { stdout: text(stdout), stderr: text(stderr), code };
}
