import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { findIslands } from "./crawl.ts";
import type { Project } from "./options.ts";

const STYLE = /\.(css|scss|sass|less|styl)(\?|$)/;
const CSS_EXPORT = /^export const css\b[^=]*=\s*\[([^\]]*)\]/m;

type ImportsOf = (id: string) => Iterable<string>;

export function isStyle(id: string): boolean {
  return STYLE.test(id);
}

/** The stylesheets that a module brings along, in their order; islands bring theirs themselves. */
export function stylesOf(file: string, project: Project, importsOf: ImportsOf): string[] {
  const seen = new Set(findIslands(project).map((island) => island.file));
  const styles: string[] = [];
  const visit = (id: string) => {
    if (seen.has(id)) return;
    seen.add(id);
    if (isStyle(id)) styles.push(id);
    else for (const imported of importsOf(id)) visit(imported);
  };
  visit(file);
  return styles;
}

/** Makes imports of `export const css = ["./x.css"]`; such paths start at the file or at the project. */
export function withCssExport(code: string, file: string, { root }: Project): string {
  const [, list = ""] = code.match(CSS_EXPORT) ?? [];
  const paths = [...list.matchAll(/["'](\.[^"']+)["']/g)].map(([, path]) => {
    const beside = resolve(dirname(file), path);
    return existsSync(beside) ? beside : resolve(root, path);
  });
  return paths.map((path) => `import ${JSON.stringify(path)}; `).join("") + code;
}
