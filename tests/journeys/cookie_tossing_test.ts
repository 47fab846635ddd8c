import assert from "node:assert/strict";
import { newBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { browserTest, launch } from "@/tests/support/browser.ts";
import { makeCast } from "@/tests/support/cast.ts";
import { startHouse } from "@/tests/support/house.ts";

browserTest("a house next door cannot give a browser the cookies of this house", async () => {
  const house = await startHouse();
  const browser = await launch(house.browserArgs);
  try {
    const { acme, globex } = await makeCast();
    const context = await browser.newContext();
    const page = await context.newPage();
    const [own, next] = [house.tenantOrigin(acme.slug), house.tenantOrigin(globex.slug)];
    const parent = new URL(house.origin).hostname;
    await page.goto(`${next}/signin`);
    await page.evaluate(({ parent, secret }) => {
      for (const name of ["__Host-login", "__Host-at", "__Host-rt", "login"]) {
        for (const path of ["/", "/auth"]) {
          document.cookie = `${name}=${secret}; Domain=${parent}; Path=${path}; Secure`;
        }
      }
    }, { parent, secret: newBearerSecret() });
    const names = (await context.cookies(`${own}/auth/factor`)).map((it) => it.name);
    assert.deepEqual([...new Set(names)], ["login"], "the one name that we never read");

    await page.goto(`${own}/signin`);
    await page.getByLabel("Email").fill("nobody@nowhere.test");
    await page.getByRole("button", { name: "Mail me a link instead" }).click();
    await page.getByText("Look into your mail").waitFor();
    const cookies = await context.cookies(`${own}/auth/mail`);
    const [bound] = cookies.filter((it) => it.name === "__Host-login");
    assert.deepEqual(
      [bound.domain, bound.path, bound.secure, bound.httpOnly, bound.sameSite],
      [new URL(own).hostname, "/", true, true, "Lax"],
    );
    assert.deepEqual(
      (await context.cookies(`${next}/signin`)).filter((it) => it.name.startsWith("__Host-")),
      [],
    );
  } finally {
    await browser.close();
    await house.stop();
  }
});
