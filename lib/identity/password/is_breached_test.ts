import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { isBreached } from "./is_breached.ts";

const STOLEN = "correct-horse-battery-staple";
const HASH = createHash("sha1").update(STOLEN).digest("hex").toUpperCase();

Deno.test("isBreached() finds a stolen password by five characters of its hash, and sends no more", async () => {
  await using list = serve(() => new Response(`${"0".repeat(35)}:3\r\n${HASH.slice(5)}:7\r\n`));
  assert.equal(await isBreached(STOLEN, list.url), true);
  assert.deepEqual(list.asked.map((it) => it.path), [`/range/${HASH.slice(0, 5)}`]);
  assert.equal(list.asked[0].headers.get("add-padding"), "true");
});

Deno.test("isBreached() takes no padding for a password, and none that is not there", async () => {
  await using padded = serve(() => new Response(`${HASH.slice(5)}:0`));
  assert.equal(await isBreached(STOLEN, padded.url), false);
  await using empty = serve(() => new Response(""));
  assert.equal(await isBreached(STOLEN, empty.url), false);
});

Deno.test("isBreached() asks nobody where no list is configured, which is how it is at first", async () => {
  assert.equal(await isBreached(STOLEN), false);
});

for (
  const [what, answer] of [
    ["refuses", () => new Response("no", { status: 503 })],
    ["leads elsewhere", () => Response.redirect("http://127.0.0.1:9/", 302)],
    ["says what it should not", () => new Response("<html>Welcome</html>")],
  ] as const
) {
  Deno.test(`isBreached() lets the password pass when the list ${what}`, async () => {
    await using list = serve(answer);
    assert.equal(await isBreached(STOLEN, list.url), false);
  });
}

Deno.test("isBreached() lets the password pass when the list is not there, or does not answer in time", async () => {
  assert.equal(await isBreached(STOLEN, new URL("http://127.0.0.1:9/")), false);
  const { promise: never, resolve } = Promise.withResolvers<void>();
  await using list = serve(async () => {
    await never;
    return new Response("");
  });
  assert.equal(await isBreached(STOLEN, list.url), false);
  resolve();
});

type Asked = { path: string; headers: Headers };

/** A list of stolen passwords on this machine. */
function serve(answer: () => Response | Promise<Response>) {
  const asked: Asked[] = [];
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen: () => {} }, (req) => {
    asked.push({ path: new URL(req.url).pathname, headers: req.headers });
    return answer();
  });
  return {
    url: new URL(`http://127.0.0.1:${server.addr.port}/`),
    asked,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}
