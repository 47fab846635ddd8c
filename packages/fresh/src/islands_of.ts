import type { Island } from "./handlers.ts";

/** Every exported function of an island file is an island. */
export function islandsOf(
  module: Record<string, unknown>,
  file: { name: string; chunk: string; css: string[] },
): Island[] {
  const mainExport = "default" in module ? "default" : file.name;
  return Object.entries(module).filter(([, value]) => typeof value === "function").map((
    [exportName, fn],
  ) => ({
    fn: fn as Island["fn"],
    name: exportName === mainExport ? file.name : `${file.name}_${exportName}`,
    exportName,
    chunk: file.chunk,
    css: file.css,
  }));
}
