const encoder = new TextEncoder();

type File = { name: string; type: string };

/** A file to keep, sent while it is read. What fails before its first part is an error page, and no half a file. */
export async function fileAnswer(parts: AsyncIterable<string>, { name, type }: File): Promise<Response> {
  const reading = parts[Symbol.asyncIterator]();
  const first = await reading.next();
  async function* whole() {
    try {
      for (let part = first; !part.done; part = await reading.next()) yield encoder.encode(part.value);
    } finally {
      await reading.return?.();
    }
  }
  return new Response(ReadableStream.from(whole()), {
    headers: { "content-type": type, "content-disposition": `attachment; filename="${name}"` },
  });
}
