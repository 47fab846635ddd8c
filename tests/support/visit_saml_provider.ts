import { sendTo } from "./send_to.ts";

type Choice = { person: string } | { refuses: true };

/** What the provider's page posts to us. */
export type SamlPost = { to: URL; form: Record<string, string> };

/** Walks through the page of the demo's SAML provider as a browser does, up to the post that leads back to us. */
export async function visitSamlProvider(from: URL | string, choice: Choice): Promise<SamlPost> {
  const url = new URL(from);
  const asked = await visit(url);
  const action = /<form method="post" action="([^"]+)"/.exec(await asked.text())![1].replaceAll("&amp;", "&");
  const form = new URLSearchParams("person" in choice ? { ...choice, answer: "yes" } : { answer: "no" });
  const page = await (await visit(new URL(action, url), form)).text();
  const fields = [...page.matchAll(/<input type="hidden"\s+name="(\w+)"\s+value="([^"]*)"/g)];
  const to = /<form method="post" name="hiddenform" action="([^"]+)"/.exec(page);
  if (!to) throw new Error(`Expected a form for us, got ${page}`);
  return { to: new URL(to[1]), form: Object.fromEntries(fields.map(([, name, value]) => [name, value])) };
}

async function visit(url: URL, form?: URLSearchParams): Promise<Response> {
  const { host, port } = url;
  const headers = { host, ...form && { "content-type": "application/x-www-form-urlencoded" } };
  return await sendTo(
    Number(port),
    new Request(url, { method: form ? "POST" : "GET", headers, body: form?.toString() }),
  );
}
