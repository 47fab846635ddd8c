import { fileURLToPath } from "node:url";

/** The file that Deno loads for a specifier by `imports` and `links` of deno.json, which Vite does not read. */
export function denoFile(specifier: string): string | undefined {
  if (/^[./\0]|^(?!npm:|jsr:)\w+:/.test(specifier)) return;
  const url = resolved(specifier);
  if (url?.startsWith("file:")) return fileURLToPath(url) + new URL(url).search;
}

function resolved(specifier: string): string | undefined {
  try {
    return import.meta.resolve(specifier);
  } catch (error) {
    // What deno.json does not name.
    if (error instanceof TypeError) return;
    throw error;
  }
}

/** `npm:preact@10/hooks` -> `preact/hooks`, as Vite knows it. */
export function withoutRegistry(specifier: string): string {
  return specifier.replace(/^npm:\/?((?:@[^/]+\/)?[^@/]+)(?:@[^/]+)?/, "$1");
}
