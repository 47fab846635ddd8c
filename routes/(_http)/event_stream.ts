import type { News, Viewer } from "@/lib/live/viewer.ts";

/** Where nothing else is said, browsers come back after this. */
const RETRY_MS = 2_000;

const encoder = new TextEncoder();

/** A viewer's news as server-sent events. The next one is asked for when the last one has left: nothing piles up. */
export function eventStream(viewer: Viewer): Response {
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(`retry: ${RETRY_MS}\n\n`)),
    async pull(controller) {
      const news = await viewer.next();
      if (news) controller.enqueue(encoder.encode(eventOf(news)));
      else controller.close();
    },
    cancel: () => viewer.end(),
  }, { highWaterMark: 0 });
  return new Response(body, {
    headers: {
      "content-type": "text/event-stream",
      "cache-control": "private, no-store",
      // A proxy such as nginx would hold events back.
      "x-accel-buffering": "no",
    },
  });
}

/** With data, and be it none: an event without is not handed on. */
function eventOf(news: News): string {
  return news.kind === "beat" ? "event: beat\ndata\n\n" : `event: changed\nid: ${news.version}\ndata\n\n`;
}
