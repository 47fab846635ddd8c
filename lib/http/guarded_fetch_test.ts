import assert from "node:assert/strict";
import DNS from "dns2";
import { generate } from "selfsigned";
import { GUARD, type Guard, guardedFetch } from "./guarded_fetch.ts";

/** `127.0.0.2` plays the public internet, `127.0.0.1` what must not be reached from there. */
const [PUBLIC, PRIVATE] = ["127.0.0.2", "127.0.0.1"];
const text = new TextDecoder();

Deno.test("guardedFetch() brings what a public https server answers", async () => {
  await using world = await startWorld({ "idp.test": [[PUBLIC]] });
  const fetched = await world.fetch(`https://idp.test:${world.port}/metadata?of=acme`);
  assert.ok(fetched.ok);
  assert.equal(fetched.status, 200);
  assert.equal(text.decode(fetched.body), `GET /metadata?of=acme at idp.test:${world.port}`);
  assert.equal(fetched.headers.get("content-type"), "text/plain;charset=UTF-8");
});

Deno.test("guardedFetch() posts a body with its headers, and hands over any status", async () => {
  await using world = await startWorld({ "idp.test": [[PUBLIC]] });
  const asked = { method: "POST", headers: { authorization: "Basic YTpi" }, body: "grant=1" };
  const fetched = await world.fetch(`https://idp.test:${world.port}/token`, asked);
  assert.ok(fetched.ok);
  assert.deepEqual([fetched.status, text.decode(fetched.body)], [400, "Basic YTpi grant=1"]);
});

Deno.test("guardedFetch() refuses a name that points at a private address", async () => {
  await using world = await startWorld({ "idp.test": [[PRIVATE]] });
  assert.deepEqual(await world.fetch(`https://idp.test:${world.port}/`), refusal("private_address"));
  assert.deepEqual(world.reached, []);
});

Deno.test("guardedFetch() refuses a name of which one address is private", async () => {
  await using world = await startWorld({ "idp.test": [[PUBLIC, PRIVATE]] });
  assert.deepEqual(await world.fetch(`https://idp.test:${world.port}/`), refusal("private_address"));
  assert.deepEqual(world.reached, []);
});

Deno.test("guardedFetch() connects to the address that it checked, whatever the name says next", async () => {
  await using world = await startWorld({ "rebind.test": [[PUBLIC], [PRIVATE], [PRIVATE]] });
  const fetched = await world.fetch(`https://rebind.test:${world.port}/`);
  assert.ok(fetched.ok);
  assert.deepEqual(world.reached, [PUBLIC]);
  assert.deepEqual(world.asked, ["rebind.test"], "The name was asked for once");
  assert.deepEqual(await world.fetch(`https://rebind.test:${world.port}/`), refusal("private_address"));
});

Deno.test("guardedFetch() follows no redirect, neither outwards nor to a private address", async () => {
  await using world = await startWorld({ "idp.test": [[PUBLIC]] });
  for (const to of [`https://${PRIVATE}:${world.port}/`, "http://169.254.169.254/", "/metadata"]) {
    const url = `https://idp.test:${world.port}/redirect?to=${encodeURIComponent(to)}`;
    assert.deepEqual(await world.fetch(url), refusal("redirected"));
  }
  assert.deepEqual(world.reached, [PUBLIC, PUBLIC, PUBLIC]);
});

Deno.test("guardedFetch() reads no more than it may, however the size is announced", async () => {
  await using world = await startWorld({ "idp.test": [[PUBLIC]] });
  const sized = (bytes: number) => world.fetch(`https://idp.test:${world.port}/bytes?count=${bytes}`);
  const whole = await sized(world.guard.maxBytes);
  assert.equal(whole.ok && whole.body.length, world.guard.maxBytes);
  assert.deepEqual(await sized(world.guard.maxBytes + 1), refusal("too_large"));
  assert.deepEqual(await world.fetch(`https://idp.test:${world.port}/endless`), refusal("too_large"));
});

Deno.test("guardedFetch() waits for all of it together only so long", async () => {
  await using world = await startWorld({ "idp.test": [[PUBLIC]], "silent.test": [] });
  for (const url of ["idp.test/silent", "idp.test/dripping", "silent.test/"]) {
    const [host, path] = url.split("/");
    const fetched = await guardedFetch(`https://${host}:${world.port}/${path}`, {}, {
      ...world.guard,
      timeoutMs: 200,
    });
    assert.deepEqual(fetched, refusal("too_slow"), url);
  }
});

Deno.test("guardedFetch() goes on to the next address where nobody is at the first", async () => {
  await using world = await startWorld({ "idp.test": [["127.0.0.3", PUBLIC]] });
  assert.ok((await world.fetch(`https://idp.test:${world.port}/`)).ok);
});

Deno.test("guardedFetch() says that nobody could be reached", async () => {
  await using world = await startWorld({ "idp.test": [["127.0.0.3"]], "unknown.test": [[]] });
  assert.deepEqual(await world.fetch(`https://idp.test:${world.port}/`), refusal("unreachable"));
  assert.deepEqual(await world.fetch(`https://unknown.test:${world.port}/`), refusal("name_unknown"));
  assert.deepEqual(await world.fetch(`https://nowhere.test:${world.port}/`), refusal("name_unknown"));
});

Deno.test("guardedFetch() believes only a certificate that was made for the name, by somebody it knows", async () => {
  await using world = await startWorld({ "idp.test": [[PUBLIC]], "other.test": [[PUBLIC]] });
  const refused = refusal("certificate_not_trusted");
  assert.deepEqual(await world.fetch(`https://other.test:${world.port}/`), refused);
  const usual = { ...world.guard, ca: undefined };
  assert.deepEqual(await guardedFetch(`https://idp.test:${world.port}/`, {}, usual), refused);
  assert.deepEqual(world.reached, []);
});

Deno.test("guardedFetch() refuses private addresses in every spelling", async () => {
  const spellings = [
    ...["127.0.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "127.1", "127.0.0.1."],
    ...["①②⑦.0.0.1", "0", "10.1", "0xa9fea9fe", "2852039166", "169.254.169.254", "[::1]", "[::]"],
    ...["[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fd00::1]"],
    ...["[0:0:0:0:0:ffff:a9fe:a9fe]", "localhost", "LOCALHOST"],
  ];
  const guard = { ...GUARD, allowsLocalhost: false };
  for (const host of spellings) {
    assert.deepEqual(await guardedFetch(`https://${host}/`, {}, guard), refusal("private_address"), host);
  }
});

Deno.test("guardedFetch() refuses what is no plain https URL", async () => {
  const guard = { ...GUARD, resolve: () => Promise.reject(new Error("Nobody may be asked")) };
  const refused = {
    not_a_url: ["", "idp.test", "https://", "https://256.0.0.1/"],
    not_https: ["http://idp.test/", "file:///etc/passwd", "ftp://idp.test/", "data:,a", "http://127.0.0.1/"],
    credentials_in_url: ["https://ada@idp.test/", "https://ada:secret@idp.test/", "https://:x@idp.test/"],
    port_not_allowed: ["https://idp.test:22/", "https://idp.test:5432/", "https://idp.test:80/"],
  } as const;
  for (const [reason, urls] of Object.entries(refused)) {
    for (const url of urls) assert.deepEqual(await guardedFetch(url, {}, guard), refusal(reason), url);
  }
});

Deno.test("guardedFetch() speaks plain http to this machine's own name alone, and only where that is allowed", async () => {
  await using server = Deno.serve(
    { port: 0, hostname: PRIVATE, onListen() {} },
    (req) => new Response(req.headers.get("host")),
  );
  const { port } = server.addr;
  for (const host of [`localhost:${port}`, `idp.localhost:${port}`]) {
    const fetched = await guardedFetch(`http://${host}/`, {}, { ...GUARD, allowsLocalhost: true });
    assert.equal(fetched.ok && text.decode(fetched.body), host);
    const elsewhere = { ...GUARD, allowsLocalhost: false };
    assert.deepEqual(await guardedFetch(`http://${host}/`, {}, elsewhere), refusal("not_https"));
  }
});

function refusal(reason: string) {
  return { ok: false, reason };
}

/**
 * A name server and, at both addresses, an https server for `idp.test` and `rebind.test`. Each question for a name gets
 * its next answer, the last one over and over; a name without an answer gets none.
 */
async function startWorld(names: Record<string, string[][]>) {
  const [asked, reached]: [string[], string[]] = [[], []];
  const nameServer = DNS.createUDPServer((request, send) => {
    const [{ name }] = request.questions;
    asked.push(name);
    const answers = names[name];
    if (answers?.length === 0) return;
    const response = DNS.Packet.createResponseFromRequest(request);
    for (const address of (answers?.length === 1 ? answers[0] : answers?.shift()) ?? []) {
      const { TYPE, CLASS } = DNS.Packet;
      const record = { name, type: TYPE.A, class: CLASS.IN, ttl: 0, address };
      response.answers.push(record as DNS.Packet.Resource);
    }
    send(response);
  });
  await nameServer.listen(0, PRIVATE);
  const nameServerPort = (nameServer.address() as { port: number }).port;
  const { cert, private: key } = await certificate();
  const serve = (hostname: string, port: number) =>
    Deno.serve({ hostname, port, cert, key, onListen() {} }, (req) => {
      reached.push(hostname);
      return answer(req);
    });
  const open = serve(PUBLIC, 0);
  const { port } = open.addr;
  const closed = serve(PRIVATE, port);
  const guard: Guard = {
    ...GUARD,
    resolve: (name) => Deno.resolveDns(name, "A", { nameServer: { ipAddr: PRIVATE, port: nameServerPort } }),
    isAllowed: (address) => address !== PRIVATE,
    ports: [port],
    ca: cert,
  };
  return {
    port,
    guard,
    asked,
    reached,
    fetch: (url: string, init = {}) => guardedFetch(url, init, guard),
    async [Symbol.asyncDispose]() {
      await nameServer.close();
      await Promise.all([open.shutdown(), closed.shutdown()]);
    },
  };
}

async function answer(req: Request): Promise<Response> {
  const { pathname, search, searchParams } = new URL(req.url);
  switch (pathname) {
    case "/token":
      return new Response(`${req.headers.get("authorization")} ${await req.text()}`, { status: 400 });
    case "/redirect":
      return new Response(null, { status: 302, headers: { location: searchParams.get("to")! } });
    case "/bytes":
      return new Response(new Uint8Array(Number(searchParams.get("count"))));
    case "/endless":
      return new Response(ReadableStream.from(drops(0)));
    case "/dripping":
      return new Response(ReadableStream.from(drops(50)));
    case "/silent":
      await new Promise((resolve) => setTimeout(resolve, 400));
      return new Response();
  }
  return new Response(`GET ${pathname}${search} at ${req.headers.get("host")}`);
}

async function* drops(pauseMs: number) {
  for (let count = 0; count < (pauseMs ? 10 : 1_000); count++) {
    yield new Uint8Array(pauseMs ? 1 : 65_536);
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

function certificate() {
  return generate([{ name: "commonName", value: "idp.test" }], {
    keyType: "ec",
    extensions: [{ name: "basicConstraints", cA: true }, {
      name: "subjectAltName",
      altNames: [{ type: 2, value: "idp.test" }, { type: 2, value: "rebind.test" }],
    }],
  });
}
