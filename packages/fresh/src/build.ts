import { join } from "node:path";
import type { Island } from "./handlers.ts";

/** What the Vite plugin knows about an application; its generated server entry hands it to `setBuild`. */
export interface Build {
  root: string;
  mode: "development" | "production";
  /** Part of cacheable URLs; equal on every machine that runs the same build. */
  buildId: string;
  /** Route files by their path below the routes folder, such as `/admin/index.tsx`; a function loads one. */
  routes: [path: string, module: unknown][];
  /** The stylesheets that a route file imports, by its path. */
  cssOf(path: string): string[];
  islands: Island[];
  /** The module that exports `boot`. */
  clientEntry: string;
  /** The module that exports `startPartials`. */
  partialsEntry: string;
  css: string[];
  /** Folder of the files that may be served. */
  clientDir: string;
  /** Their hashes by URL path; null in development, where the folder itself is looked at. */
  files: Map<string, string> | null;
}

export interface StaticFile {
  path: string;
  hash: string;
  size: number;
}

export function emptyBuild(): Build {
  return {
    root: Deno.cwd(),
    mode: "production",
    buildId: crypto.randomUUID(),
    routes: [],
    cssOf: () => [],
    islands: [],
    clientEntry: "",
    partialsEntry: "",
    css: [],
    clientDir: "",
    files: new Map(),
  };
}

/** Undefined when there is no such file; a path that leaves the folder is none. */
export async function findStaticFile(build: Build, pathname: string): Promise<StaticFile | undefined> {
  if (build.files && !build.files.has(pathname)) return;
  if (pathname.split(/[/\\]/).includes("..") || pathname.includes("\0")) return;
  const path = join(build.clientDir, pathname);
  const info = await statFile(path);
  if (!info?.isFile) return;
  return {
    path,
    size: info.size,
    hash: build.files?.get(pathname) ?? `${info.mtime?.getTime()}-${info.size}`,
  };
}

async function statFile(path: string): Promise<Deno.FileInfo | undefined> {
  try {
    return await Deno.stat(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory) return;
    throw error;
  }
}
