/** `beat` says that nothing is new and the connection is there. */
export type News = { kind: "changed"; version: string } | { kind: "beat" };

type Opening = {
  sessionId: string;
  userId: string;
  /** Of what the page shows; undefined for one that does not know. */
  version: string | undefined;
  lifetimeMs: number;
  onEnd: () => void;
};

/** An open page. Its news wait for whoever reads slowly, the last version alone. */
export class Viewer {
  readonly sessionId: string;
  readonly userId: string;
  readonly #onEnd: () => void;
  readonly #lifetime: ReturnType<typeof setTimeout>;
  #told: string | undefined;
  #version: string | undefined;
  #isBeatDue = false;
  #isOver = false;
  #wake = () => {};

  constructor({ sessionId, userId, version, lifetimeMs, onEnd }: Opening) {
    this.sessionId = sessionId;
    this.userId = userId;
    this.#told = version;
    this.#onEnd = onEnd;
    this.#lifetime = setTimeout(() => this.end(), lifetimeMs);
  }

  tell(version: string) {
    if (version === this.#told) return;
    this.#told = this.#version = version;
    this.#wake();
  }

  beat() {
    this.#isBeatDue = true;
    this.#wake();
  }

  end() {
    if (this.#isOver) return;
    this.#isOver = true;
    clearTimeout(this.#lifetime);
    this.#onEnd();
    this.#wake();
  }

  /** Waits for the next news; undefined is the end. */
  async next(): Promise<News | undefined> {
    while (!this.#isOver && !this.#isBeatDue && this.#version === undefined) {
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
    if (this.#isOver) return undefined;
    const version = this.#version;
    this.#version = undefined;
    this.#isBeatDue = false;
    return version === undefined ? { kind: "beat" } : { kind: "changed", version };
  }
}
