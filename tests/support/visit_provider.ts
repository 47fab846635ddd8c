import { sendTo } from "./send_to.ts";

/** What a person does at the demo's provider: chooses who to be, or refuses. */
type Choice = { person: string } | { refuses: true };

/**
 * Walks through the pages of the demo's OpenID provider as a browser does, from where our own page leads to.
 * @returns the address at our own callback that the provider sends the browser back to.
 */
export async function visitProvider(from: URL | string, choice: Choice): Promise<URL> {
  const jar = new Map<string, string>();
  const start = new URL(from);
  const asked = await visit(start, jar);
  const form = new URLSearchParams("person" in choice ? { ...choice, answer: "yes" } : { answer: "no" });
  let next = locationOf(asked, start);
  // The page has to be there before its form is posted.
  await (await visit(next, jar)).text();
  let answer = await visit(next, jar, form);
  for (let steps = 0; steps < 5; steps++) {
    next = locationOf(answer, next);
    if (next.host !== start.host) return next;
    answer = await visit(next, jar);
  }
  throw new Error(`The provider never sends the browser back from ${next}`);
}

async function visit(url: URL, jar: Map<string, string>, form?: URLSearchParams): Promise<Response> {
  const cookie = [...jar].map((pair) => pair.join("=")).join("; ");
  const answer = await sendTo(
    Number(url.port),
    new Request(url, {
      method: form ? "POST" : "GET",
      headers: {
        host: url.host,
        ...(cookie ? { cookie } : {}),
        ...(form ? { "content-type": "application/x-www-form-urlencoded" } : {}),
      },
      body: form?.toString(),
    }),
  );
  for (const set of answer.headers.getSetCookie()) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!;
    jar.set(name, value);
  }
  return answer;
}

function locationOf(answer: Response, from: URL): URL {
  const location = answer.headers.get("location");
  if (!location) throw new Error(`Expected a redirect from ${from}, got ${answer.status}`);
  return new URL(location, from);
}
