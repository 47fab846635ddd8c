import assert from "node:assert/strict";
import { findOperatorFactors } from "@/lib/identity/operators/find_operator_factors.ts";
import { newId, publicId } from "@/lib/ids.ts";
import { baseOrigin, startApp } from "@/tests/support/app.ts";
import { makeCast, sessionFor } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { addOperatorAuthenticator, makeOperator, renewOperator } from "@/tests/support/operators.ts";

type Page = {
  /** Below routes/admin, as the file is called. */
  file: string;
  path: string;
  form?: Record<string, string>;
  /** The answer to an operator. */
  status: number;
};

const app = await startApp();
const { acme, ada } = await makeCast();
const [sam, former] = [await makeOperator(), await makeOperator("Former")];
await addOperatorAuthenticator(sam, new Date());
const { session: strong } = await renewOperator(sam);
const [{ id: authenticatorId }] = (await findOperatorFactors(sam)).authenticators;
const removal = `/admin/security/authenticator/${publicId("aut", authenticatorId)}/removal`;
const owner = await sessionFor(ada);
const sheet = `/admin/tenants/${publicId("ten", acme.id)}`;

const PAGES: Page[] = [
  { file: "index.tsx", path: "/admin", status: 200 },
  { file: "tenants.csv.ts", path: "/admin/tenants.csv", status: 200 },
  { file: "tenants/[id]/index.tsx", path: sheet, status: 200 },
  { file: "tenants/[id]/suspension.tsx", path: `${sheet}/suspension`, status: 200 },
  { file: "tenants/[id]/suspension.tsx", path: `${sheet}/suspension`, form: { reason: "" }, status: 422 },
  { file: "tenants/[id]/restoration.tsx", path: `${sheet}/restoration`, status: 303 },
  { file: "tenants/[id]/restoration.tsx", path: `${sheet}/restoration`, form: {}, status: 303 },
  {
    file: "tenants/[id]/jobs/[job]/replay.ts",
    path: `${sheet}/jobs/${publicId("job", newId())}/replay`,
    form: {},
    status: 303,
  },
  { file: "jobs.tsx", path: "/admin/jobs", status: 200 },
  { file: "accesses.tsx", path: "/admin/accesses", status: 200 },
  { file: "security-events.tsx", path: "/admin/security-events", status: 200 },
  { file: "health.tsx", path: "/admin/health", status: 200 },
  { file: "security/index.tsx", path: "/admin/security", status: 200 },
  {
    file: "security/sessions/revocation.ts",
    path: "/admin/security/sessions/revocation",
    form: { which: "others" },
    status: 303,
  },
  {
    file: "security/sessions/[id]/revocation.ts",
    path: `/admin/security/sessions/${publicId("ses", newId())}/revocation`,
    form: {},
    status: 303,
  },
  { file: "confirm.tsx", path: "/admin/confirm", status: 200 },
  { file: "confirm.tsx", path: "/admin/confirm", form: { kind: "totp", code: "000000" }, status: 401 },
  { file: "security/authenticator/index.tsx", path: "/admin/security/authenticator", status: 200 },
  { file: "security/authenticator/new.tsx", path: "/admin/security/authenticator/new", status: 200 },
  {
    file: "security/authenticator/new.tsx",
    path: "/admin/security/authenticator/new",
    form: {},
    status: 422,
  },
  { file: "security/authenticator/[id]/removal.tsx", path: removal, status: 200 },
  { file: "security/recovery-codes/index.tsx", path: "/admin/security/recovery-codes", status: 200 },
  {
    file: "security/recovery-codes/index.tsx",
    path: "/admin/security/recovery-codes",
    form: {},
    status: 200,
  },
  {
    file: "security/elsewhere.ts",
    path: "/admin/security/elsewhere",
    form: { which: "others" },
    status: 303,
  },
  {
    file: "security/recovery-codes/keeping.ts",
    path: "/admin/security/recovery-codes/keeping",
    form: {},
    status: 303,
  },
  {
    file: "security/recovery-codes/file.ts",
    path: "/admin/security/recovery-codes/file",
    form: { codes: "x" },
    status: 400,
  },
  { file: "security/authenticator/[id]/removal.tsx", path: removal, form: {}, status: 303 },
];

/** For those who are not inside yet, or no more. */
const AT_THE_DOOR = ["signin.tsx", "signout.ts"];

await asSuperuser((client) =>
  client.query("delete from platform.operators where user_id = $1", [former.userId])
);

Deno.test("every page of operators is in this table", () => {
  const files = [...filesBelow("routes/admin")].filter((it) => !/(^|\/)_|\(/.test(it));
  assert.deepEqual([...new Set(PAGES.map((it) => it.file)), ...AT_THE_DOOR].sort(), files.sort());
});

for (const { path, form, status } of PAGES) {
  const what = `${form ? "POST" : "GET"} ${path.replaceAll(/_\w{26}/g, "_…")}`;

  Deno.test(`${what} answers ${status} to an operator`, async () => {
    const res = await app.ask(baseOrigin, path, { as: strong, form });
    assert.equal(res.status, status, await res.text());
    assert.notEqual(res.headers.get("location"), "/admin/signin");
  });

  Deno.test(`${what} is not there for a member, on the tenant's host`, async () => {
    assert.equal((await app.ask(acme.origin, path, { as: owner, form })).status, 404);
  });

  Deno.test(`${what} is not there for who is no operator any more`, async () => {
    assert.equal((await app.ask(baseOrigin, path, { as: former.session, form })).status, 404);
  });

  Deno.test(`${what} sends who is signed out, or signed in to a tenant alone, to sign in`, async () => {
    for (const as of [undefined, owner]) {
      const res = await app.ask(baseOrigin, path, { as, form });
      assert.deepEqual([res.status, res.headers.get("location")], [303, "/admin/signin"]);
    }
  });
}

Deno.test("the door sends an operator inside who is there already, and nobody else", async () => {
  const answers = [strong, former.session, owner, undefined].map(async (as) => {
    const res = await app.ask(baseOrigin, "/admin/signin", { as });
    return [res.status, res.headers.get("location")];
  });
  assert.deepEqual(await Promise.all(answers), [[303, "/admin"], [200, null], [200, null], [200, null]]);
});

Deno.test("a post from a tenant's pages does nothing, with an operator's cookies", async () => {
  const res = await app.ask(baseOrigin, `${sheet}/suspension`, {
    as: strong,
    form: { reason: "Unpaid" },
    headers: { origin: acme.origin },
  });
  assert.equal(res.status, 403);
});

function* filesBelow(folder: string, within = ""): Generator<string> {
  for (const { name, isDirectory } of Deno.readDirSync(`${folder}/${within}`)) {
    if (isDirectory) yield* filesBelow(folder, `${within}${name}/`);
    else yield `${within}${name}`;
  }
}
