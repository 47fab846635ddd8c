import type { TestApp } from "./app.ts";

/** Requests as one browser sends them: it keeps the cookies of each host apart, and follows nothing by itself. */
export class TestBrowser {
  readonly #app: TestApp;
  readonly #jars = new Map<string, Map<string, string>>();

  constructor(app: TestApp) {
    this.#app = app;
  }

  get(url: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.#send(new URL(url), { headers });
  }

  /** @param headers such as `origin`, which is the address's own otherwise. */
  post(
    url: string,
    form: Record<string, string>,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return this.#send(new URL(url), { form, headers });
  }

  cookie(origin: string, name: string): string | undefined {
    return this.#jar(origin).get(name);
  }

  keep(origin: string, name: string, value: string) {
    this.#jar(origin).set(name, value);
  }

  forget(origin: string, ...names: string[]) {
    for (const name of names) this.#jar(origin).delete(name);
  }

  async #send(
    { origin, pathname, search }: URL,
    { form, headers }: { form?: Record<string, string>; headers?: Record<string, string> },
  ): Promise<Response> {
    const jar = this.#jar(origin);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const res = await this.#app.ask(origin, pathname + search, {
      form,
      headers: { ...(cookie && { cookie }), ...headers },
    });
    for (const line of res.headers.getSetCookie()) take(jar, line);
    return res;
  }

  #jar(origin: string): Map<string, string> {
    const jar = this.#jars.get(origin) ?? new Map();
    this.#jars.set(origin, jar);
    return jar;
  }
}

function take(jar: Map<string, string>, line: string) {
  const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
  if (value === "") jar.delete(name);
  else jar.set(name, value);
}
