import { createHash } from "node:crypto";
import { relative } from "node:path";
import type { Rolldown } from "vite";
import type { IslandFile } from "./crawl.ts";
import type { BuiltAssets } from "./entries.ts";
import { filesBelow } from "./files_below.ts";
import type { Project } from "./options.ts";

interface Sources {
  project: Project;
  islands: IslandFile[];
  /** The stylesheets of route files, by their paths. */
  styles: Map<string, string[]>;
}

/** Reads from the client's build which file became which chunk with which styles. */
export function builtAssets({ output }: Rolldown.RolldownOutput, sources: Sources): BuiltAssets {
  const { project: { root, outDir }, islands, styles } = sources;
  const chunks = output.filter((file) => file.type === "chunk");
  const cssOf = (chunk: Rolldown.OutputChunk, seen = new Set<string>()): string[] => {
    if (seen.has(chunk.fileName)) return [];
    seen.add(chunk.fileName);
    const imported = chunks.filter(({ fileName }) => chunk.imports.includes(fileName));
    const own = [...chunk.viteMetadata?.importedCss ?? []].map((file) => `/${file}`);
    return [...imported.flatMap((one) => cssOf(one, seen)), ...own];
  };
  const named = (name: string) => {
    const chunk = chunks.find((one) => one.isEntry && one.name === name)!;
    return { chunk: `/${chunk.fileName}`, css: cssOf(chunk) };
  };
  const stylesheets = (id: string): string[] => {
    const chunk = chunks.find(({ moduleIds }) => moduleIds.includes(id));
    if (chunk) return cssOf(chunk);
    // Vite drops chunks that are nothing but their stylesheet.
    const path = relative(root, id);
    const assets = output.filter((file) => file.type === "asset" && file.originalFileNames.includes(path));
    return assets.map(({ fileName }) => `/${fileName}`);
  };
  const { chunk: clientEntry, css } = named("client");
  const files = describeFiles(`${outDir}/client`);
  return {
    buildId: createHash("sha1").update(JSON.stringify(files)).digest("hex"),
    clientEntry,
    partialsEntry: named("partials").chunk,
    css,
    islands: Object.fromEntries(islands.map(({ name }) => [name, named(name)])),
    routeCss: Object.fromEntries([...styles].map(([path, ids]) => [path, ids.flatMap(stylesheets)])),
    files,
  };
}

/** Every file below a folder by its URL path. */
function describeFiles(folder: string): BuiltAssets["files"] {
  return filesBelow(folder).map((path) => {
    const content = Deno.readFileSync(path);
    const hash = createHash("sha1").update(content).digest("hex");
    return [`/${relative(folder, path)}`, { hash, size: content.length }];
  });
}
