import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import { open } from "@/lib/vault/open.ts";
import { startApp } from "@/tests/support/app.ts";
import { makeCast, PASSWORD, type Person, sessionFor } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";

const app = await startApp();

Deno.test("a person changes their name, and everybody sees it", async () => {
  const { acme, ada } = await makeCast();
  const as = await sessionFor(ada);
  const wrong = await app.ask(acme.origin, "/profile", { as, form: { name: " " } });
  assert.equal(wrong.status, 422);
  assert.match(await wrong.text(), /Enter your name/);
  const saved = await app.ask(acme.origin, "/profile", { as, form: { name: "Ada Lovelace" } });
  assert.equal(saved.headers.get("location"), "/profile?notice=profile-saved");
  assert.match(await (await app.ask(acme.origin, "/members", { as })).text(), /Ada Lovelace/);
});

Deno.test("another address needs who asks to be recognised lately", async () => {
  const { acme, ada } = await makeCast();
  const as = await sessionFor(ada, new Date(Date.now() - 60 * 60_000));
  const asked = await app.ask(acme.origin, "/profile/email/change", { as, form: { email: newAddress() } });
  assert.equal(asked.status, 303);
  assert.match(asked.headers.get("location") ?? "", /^\/auth\/confirm\?login=log_/);
  assert.deepEqual(await lettersIn(ada), []);
});

Deno.test("a person changes their address by the link that was sent there, and signs in with it", async () => {
  const { acme, ada } = await makeCast();
  const as = await sessionFor(ada);
  const email = newAddress();
  const ask = (form: Record<string, string>) => app.ask(acme.origin, "/profile/email/change", { as, form });
  assert.equal((await ask({ email: "ada" })).status, 422);
  assert.match(await (await ask({ email: ada.email })).text(), /This is your address already/);
  assert.equal((await ask({ email })).headers.get("location"), "/profile?notice=address-mailed");
  assert.match(await (await app.ask(acme.origin, "/profile", { as })).text(), new RegExp(email));

  const [letter] = await lettersIn(ada);
  const { pathname, search, searchParams } = new URL(letter.confirmUrl);
  for (let looks = 0; looks < 2; looks++) {
    const looked = await (await app.ask(acme.origin, pathname + search, { as })).text();
    assert.match(looked, /From now on you sign in as/);
  }
  const form = { code: searchParams.get("code")! };
  const confirmed = await app.ask(acme.origin, "/profile/email", { as, form });
  assert.equal(confirmed.headers.get("location"), "/profile?notice=address-changed");
  const again = await app.ask(acme.origin, "/profile/email", { as, form });
  assert.equal(again.status, 422);
  assert.match(await again.text(), /This link has expired, was used or replaced already/);

  const signIn = (address: string) =>
    app.ask(acme.origin, "/signin", { form: { email: address, password: PASSWORD } });
  assert.equal((await signIn(email)).status, 303);
  assert.equal((await signIn(ada.email)).status, 401);
});

Deno.test("an address that somebody has proven is refused to who opens the link, and was not told before", async () => {
  const { acme, ada, max } = await makeCast();
  await asSuperuser((client) =>
    client.query("update platform.users set email_verified_at = now() where id = $1", [max.userId])
  );
  const as = await sessionFor(ada);
  const asked = await app.ask(acme.origin, "/profile/email/change", { as, form: { email: max.email } });
  assert.equal(asked.headers.get("location"), "/profile?notice=address-mailed");
  const [letter] = await lettersIn(ada);
  const form = { code: new URL(letter.confirmUrl).searchParams.get("code")! };
  const refused = await app.ask(acme.origin, "/profile/email", { as, form });
  assert.equal(refused.status, 422);
  assert.match(await refused.text(), /Somebody else lives with us under this address/);
});

Deno.test("a wish can be withdrawn, and its link is worth nothing then", async () => {
  const { acme, ada } = await makeCast();
  const as = await sessionFor(ada);
  await app.ask(acme.origin, "/profile/email/change", { as, form: { email: newAddress() } });
  const kept = await app.ask(acme.origin, "/profile/email/withdrawal", { as, form: {} });
  assert.equal(kept.headers.get("location"), "/profile?notice=address-kept");
  const [letter] = await lettersIn(ada);
  const form = { code: new URL(letter.confirmUrl).searchParams.get("code")! };
  assert.equal((await app.ask(acme.origin, "/profile/email", { as, form })).status, 422);
});

Deno.test("who asks for many addresses is told to wait", async () => {
  const { acme, ada } = await makeCast();
  const as = await sessionFor(ada);
  const answers = [];
  for (let times = 0; times < 4; times++) {
    answers.push(await app.ask(acme.origin, "/profile/email/change", { as, form: { email: newAddress() } }));
  }
  assert.deepEqual(answers.map((it) => it.status), [303, 303, 303, 429]);
  assert.match(answers[3].headers.get("retry-after") ?? "", /^\d+$/);
});

function newAddress(): string {
  return `ada-${newId()}@acme.test`;
}

/** What was sent to new addresses of the house, opened. */
async function lettersIn({ tenant }: Person): Promise<{ confirmUrl: string }[]> {
  const jobs = await asTenant(tenant.id, (tx) =>
    tx.rows<{ sealed: string }>`
      select payload->>'sealedData' as sealed from jobs
       where tenant_id = ${tx.tenantId} and payload->>'template' = 'confirm_new_email' order by id`);
  return jobs.map((it) => JSON.parse(open(it.sealed, "mail data")));
}
