import { setTimeout as delay } from "node:timers/promises";
import type { UpstashLogin } from "./upstash_store.ts";

/** `begun` resolves when the first connection listens, or soon when there is none to be had. */
export type Following = { begun: Promise<unknown>; stop(): void };

const BEGIN_WITHIN_MS = 1_000;
const AGAIN_AFTER_MS = 250;

/**
 * Listens to a channel by server-sent events and connects again whenever they end. The subscriber of `@upstash/redis`
 * does neither that nor tell: a stream that ends leaves it silent for ever (1.39.0).
 */
export function followChannel(
  login: UpstashLogin,
  { channel, onText }: { channel: string; onText: (text: string) => void },
): Following {
  const stop = new AbortController();
  const begun = Promise.withResolvers<void>();
  const message = `message,${channel},`;
  const onEvent = (data: string) => {
    if (data.startsWith("subscribe,")) begun.resolve();
    else if (data.startsWith(message)) onText(data.slice(message.length));
  };
  follow(`${login.url.replace(/\/$/, "")}/subscribe/${encodeURIComponent(channel)}`, login.token, {
    onEvent,
    signal: stop.signal,
  });
  return {
    begun: Promise.race([begun.promise, delay(BEGIN_WITHIN_MS, undefined, { ref: false })]),
    stop: () => stop.abort(),
  };
}

type Hearing = { onEvent: (data: string) => void; signal: AbortSignal };

async function follow(url: string, token: string, { onEvent, signal }: Hearing) {
  const headers = { authorization: `Bearer ${token}`, accept: "text/event-stream" };
  while (!signal.aborted) {
    try {
      const res = await fetch(url, { headers, signal });
      if (res.ok) await hear(res.body!, onEvent);
      else await res.body?.cancel();
    } catch {
      // The end of a connection; the outage itself is noticed by the calls that want an answer.
    }
    await delay(AGAIN_AFTER_MS, undefined, { ref: false });
  }
}

async function hear(body: ReadableStream<Uint8Array<ArrayBuffer>>, onEvent: (data: string) => void) {
  let rest = "";
  for await (const text of body.pipeThrough(new TextDecoderStream())) {
    const lines = (rest + text).split("\n");
    rest = lines.pop()!;
    for (const line of lines) {
      if (line.startsWith("data: ")) onEvent(line.slice("data: ".length).trimEnd());
    }
  }
}
