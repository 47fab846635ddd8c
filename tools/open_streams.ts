/** Answers without an end of their own, such as server-sent events: somebody has to end them before a server stops. */
export class OpenStreams {
  readonly #readers = new Set<ReadableStreamDefaultReader>();
  #isOver = false;

  /** The same answer, but for a stream, which lasts until `end()`. */
  follow(res: Response): Response {
    if (!res.body || res.headers.get("content-type") !== "text/event-stream") return res;
    const reader = res.body.getReader();
    const forget = () => this.#readers.delete(reader);
    this.#readers.add(reader);
    reader.closed.then(forget, forget);
    if (this.#isOver) reader.cancel();
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    }, { highWaterMark: 0 });
    return new Response(body, res);
  }

  /** Whoever reads sees a clean end, and what is opened from now on ends at once. */
  end() {
    this.#isOver = true;
    for (const reader of this.#readers) reader.cancel();
  }
}
