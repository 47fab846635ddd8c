import assert from "node:assert/strict";

export type ServerEvent = { event?: string; id?: string; data?: string; retry?: string };

/** Server-sent events as they come. Leaving ends the request. */
export type EventReader = AsyncDisposable & {
  /** Undefined at the end. */
  next(): Promise<ServerEvent | undefined>;
};

export function readEvents(res: Response): EventReader {
  assert.equal(res.status, 200);
  assert.equal(res.headers.get("content-type"), "text/event-stream");
  const reader = res.body!.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  return {
    async next() {
      while (!rest.includes("\n\n")) {
        const { done, value } = await reader.read();
        if (done) return undefined;
        rest += value;
      }
      const end = rest.indexOf("\n\n");
      const block = rest.slice(0, end);
      rest = rest.slice(end + 2);
      return Object.fromEntries(block.split("\n").map((line) => line.split(/: ?(.*)/s).slice(0, 2)));
    },
    [Symbol.asyncDispose]: () => reader.cancel(),
  };
}
