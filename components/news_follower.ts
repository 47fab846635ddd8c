/** What can be said of a page: it moves with the numbers, it tries to, or its session has ended. */
export type Sign = "live" | "reconnecting" | "signed_out";

type Page = {
  /** Of what it shows. */
  version(): string;
  /** Asks the server for what there is now. */
  refresh(): void;
  /** Undefined while nothing can be said. */
  say(sign: Sign | undefined): void;
};

const CONNECTED_WITHIN_MS = 10_000;
/** The server beats every 25 seconds; what is silent for longer is a connection whose end got lost. */
const SILENT_FOR_MS = 60_000;
const REFRESHED_WITHIN_MS = 5_000;
const [FIRST_DELAY_MS, LONGEST_DELAY_MS] = [1_000, 30_000];

/**
 * Listens to the tenant's news while somebody looks at the page, and has it refreshed. By `fetch`: an `EventSource`
 * does not tell a closed door from a lost connection, and gives up at the first refusal.
 */
export class NewsFollower {
  readonly #page: Page;
  #connection = new AbortController();
  /** To a silence that is too long, or to the next attempt. */
  #timer: ReturnType<typeof setTimeout> | undefined;
  #refreshing: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #told: string | undefined;
  #asked: string | undefined;

  constructor(page: Page) {
    this.#page = page;
    document.addEventListener("visibilitychange", this.#see);
    this.#see();
  }

  stop() {
    document.removeEventListener("visibilitychange", this.#see);
    this.#rest();
  }

  /** The page shows another version than before. */
  refreshed() {
    clearTimeout(this.#refreshing);
    this.#failures = 0;
    const hasHeardMore = this.#asked !== undefined && this.#told !== this.#asked;
    this.#asked = undefined;
    if (hasHeardMore && this.#told !== this.#page.version()) this.#refresh();
  }

  #see = () => {
    this.#rest();
    if (!document.hidden) this.#connect();
  };

  #rest() {
    this.#connection.abort();
    clearTimeout(this.#timer);
    clearTimeout(this.#refreshing);
    this.#failures = 0;
    this.#asked = undefined;
    this.#page.say(undefined);
  }

  async #connect() {
    const { signal } = this.#connection = new AbortController();
    this.#expectWithin(CONNECTED_WITHIN_MS);
    try {
      const headers = { accept: "text/event-stream", "last-event-id": this.#page.version() };
      const answer = await fetch("/live", { headers, signal, redirect: "manual" });
      if (answer.type === "opaqueredirect") return this.#leave();
      if (answer.ok) await this.#listen(answer.body!);
    } catch {
      // A connection that could not be had or was lost is tried again, one that was given up is not.
    }
    if (!signal.aborted) this.#retry();
  }

  async #listen(body: ReadableStream<Uint8Array<ArrayBuffer>>) {
    this.#page.say("live");
    this.#expectWithin(SILENT_FOR_MS);
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      const events = (rest + read.value).split("\n\n");
      rest = events.pop()!;
      for (const event of events) this.#hear(event);
    }
  }

  #hear(event: string) {
    this.#expectWithin(SILENT_FOR_MS);
    if (event.startsWith("event: beat")) this.#failures = 0;
    const [, version] = /^id: (.+)$/m.exec(event) ?? [];
    if (!version) return;
    this.#told = version;
    this.#refresh();
  }

  #expectWithin(ms: number) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#retry(), ms);
  }

  #retry() {
    this.#connection.abort();
    clearTimeout(this.#timer);
    const longest = Math.min(FIRST_DELAY_MS * 2 ** this.#failures, LONGEST_DELAY_MS);
    this.#failures++;
    // The server ends every connection some day, so that one end is no trouble.
    if (this.#failures > 1) this.#page.say("reconnecting");
    // Apart, so that pages whose server has gone do not come to the next one together.
    this.#timer = setTimeout(() => this.#connect(), longest * (0.2 + Math.random() * 0.8));
  }

  /** Who is signed out would be sent to sign in. */
  #leave() {
    this.stop();
    this.#page.say("signed_out");
  }

  /** One at a time, so that no older answer comes last. One that does not come is asked for by the next connection. */
  #refresh() {
    if (this.#asked !== undefined) return;
    this.#asked = this.#told;
    this.#refreshing = setTimeout(() => {
      this.#asked = undefined;
      this.#retry();
    }, REFRESHED_WITHIN_MS);
    this.#page.refresh();
  }
}
