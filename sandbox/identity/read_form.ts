import type { IncomingMessage } from "node:http";

const MAX_BYTES = 65_536;

/** The fields of a posted form, of which the last of each name counts. */
export async function readForm(req: IncomingMessage): Promise<Record<string, string>> {
  let text = "";
  for await (const chunk of req.setEncoding("utf8")) {
    text += chunk;
    if (text.length > MAX_BYTES) throw new Error(`A form may have at most ${MAX_BYTES} bytes`);
  }
  return Object.fromEntries(new URLSearchParams(text));
}
