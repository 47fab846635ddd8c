import { createHash } from "node:crypto";
import { join, relative } from "node:path";
import type { Rolldown } from "vite";
import type { IslandFile } from "./crawl.ts";
import type { ClientAssets } from "./entries.ts";

/** Reads from the client's build which file became which chunk with which styles. */
export function builtAssets(
  output: Rolldown.RolldownOutput,
  islands: IslandFile[],
): ClientAssets {
  const chunks = output.output.filter((file) => file.type === "chunk");
  const cssOf = (chunk: Rolldown.OutputChunk, seen = new Set<string>()): string[] => {
    if (seen.has(chunk.fileName)) return [];
    seen.add(chunk.fileName);
    const imported = chunks.filter(({ fileName }) => chunk.imports.includes(fileName));
    return [...imported.flatMap((one) => cssOf(one, seen)), ...(chunk.viteMetadata?.importedCss ?? [])];
  };
  const entryNamed = (name: string) => {
    const chunk = chunks.find((one) => one.isEntry && one.name === name)!;
    return { chunk: `/${chunk.fileName}`, css: cssOf(chunk).map((file) => `/${file}`) };
  };
  const entry = entryNamed("client");
  return {
    clientEntry: entry.chunk,
    partialsEntry: entryNamed("partials").chunk,
    scripts: [],
    css: entry.css,
    islands: new Map(islands.map(({ name, file }) => [file, entryNamed(name)])),
  };
}

/** URL path and content hash of every file below a folder. */
export function hashFiles(folder: string): Map<string, string> {
  const files = pathsBelow(folder).map((path): [string, string] => {
    const hash = createHash("sha1").update(Deno.readFileSync(path)).digest("hex");
    return [`/${relative(folder, path)}`, hash];
  });
  return new Map(files.sort(([a], [b]) => a < b ? -1 : 1));
}

function pathsBelow(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) => {
    const path = join(folder, name);
    return isDirectory ? pathsBelow(path) : [path];
  });
}
