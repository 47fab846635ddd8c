import { define } from "../utils.ts";

/** Sends one event at once, and stays open. */
export const handler = define.handlers({
  GET(ctx) {
    const body = new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode("data: first\n\n")),
    });
    ctx.req.signal.addEventListener(
      "abort",
      () => (globalThis as { eventsLeft?: boolean }).eventsLeft = true,
    );
    return new Response(body, { headers: { "content-type": "text/event-stream" } });
  },
});
