import { HttpError } from "fresh";

/** A client that is slower than this holds memory and a connection for nothing. */
const TIMEOUT_MS = 10_000;
/** What all bodies together may hold while they arrive. */
export const MOST_HELD_BYTES = 64 * 1024 * 1024;

let heldBytes = 0;

type Reading = { maxBytes: number; timeoutMs?: number };

/**
 * The whole body; undefined when it is larger than `maxBytes`, whatever Content-Length said.
 * @throws {HttpError} 408 when it takes too long, 400 when it breaks off, 503 when too much is arriving at once.
 */
export async function readBody(
  req: Request,
  { maxBytes, timeoutMs = TIMEOUT_MS }: Reading,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (Number(req.headers.get("content-length")) > maxBytes) return undefined;
  if (!req.body) return new Uint8Array();
  const reader = req.body.getReader();
  let isLate = false;
  const deadline = setTimeout(() => {
    isLate = true;
    cancel(reader);
  }, timeoutMs);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (let chunk = await read(reader); chunk; chunk = await read(reader)) {
      size += chunk.length;
      heldBytes += chunk.length;
      if (size > maxBytes) return undefined;
      if (heldBytes > MOST_HELD_BYTES) throw new HttpError(503, "Too much is being sent at once");
      chunks.push(chunk);
    }
    if (isLate) throw new HttpError(408, `The body took longer than ${timeoutMs / 1_000} seconds`);
    return join(chunks, size);
  } finally {
    clearTimeout(deadline);
    heldBytes -= size;
    cancel(reader);
  }
}

/** Whatever goes wrong here is the client's end of the line. */
async function read(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<Uint8Array | undefined> {
  try {
    return (await reader.read()).value;
  } catch (cause) {
    throw new HttpError(400, "The body ended early", { cause });
  }
}

function cancel(reader: ReadableStreamDefaultReader<Uint8Array>) {
  // Of a stream that broke already, this is rejected; there is nothing left to stop.
  reader.cancel().catch(() => undefined);
}

function join(chunks: Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
