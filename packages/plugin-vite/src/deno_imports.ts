import { join, resolve } from "node:path";

/** Where a specifier leads: a file, or a package of the npm registry. */
export type Target =
  | { file: string }
  /** `bare` is how the app itself imports it, if its own deno.json names it. */
  | { npm: string; bare: string };

interface DenoConfig {
  folder: string;
  name?: string;
  imports: Record<string, string>;
  exports: Record<string, string>;
  links: string[];
}

/** What Deno's `imports` and `links` mean, for a bundler that does not read them. */
export class DenoImports {
  #app: DenoConfig;
  #linked: DenoConfig[];

  constructor(root: string) {
    this.#app = readConfig(root);
    this.#linked = this.#app.links.map((link) => readConfig(resolve(root, link)));
  }

  get linkedFolders(): string[] {
    return this.#linked.map(({ folder }) => folder);
  }

  /** The npm packages that linked packages import. */
  get linkedPackages(): string[] {
    const specifiers = this.#linked.flatMap(({ imports }) => Object.values(imports));
    return [
      ...new Set(
        specifiers.map((one) => one.match(/^npm:((?:@[^/]+\/)?[^@/]+)/)?.[1]).filter((one) =>
          one !== undefined
        ),
      ),
    ];
  }

  /** Undefined for what is no bare specifier of this app. */
  resolve(specifier: string, importer: string | undefined): Target | undefined {
    if (/^(npm|jsr):/.test(specifier)) return this.#registry(specifier, specifier);
    if (/^([./\0]|\w+:)/.test(specifier)) return;
    const package_ = this.#linked.find(({ folder }) => importer?.startsWith(`${folder}/`));
    for (const config of package_ ? [package_, this.#app] : [this.#app]) {
      const mapped = lookUp(config.imports, specifier);
      if (mapped === undefined) continue;
      if (/^\.{0,2}\//.test(mapped)) return { file: join(config.folder, mapped) };
      const isNamedByApp = lookUp(this.#app.imports, specifier) !== undefined;
      return this.#registry(mapped, isNamedByApp ? specifier : mapped);
    }
  }

  #registry(specifier: string, bare: string): Target | undefined {
    const [, registry, name, path = ""] =
      specifier.match(/^(npm|jsr):\/?((?:@[^/]+\/)?[^@/]+)(?:@[^/]+)?(\/.*)?$/) ?? [];
    if (registry === "npm") return { npm: name + path, bare };
    const linked = this.#linked.find((config) => config.name === name);
    const file = linked?.exports[`.${path}`];
    if (!linked || !file) {
      throw new Error(`Resolving "${specifier}": want a package and export among the "links" of deno.json`);
    }
    return { file: join(linked.folder, file) };
  }
}

/** The longest key that fits: the whole specifier, its beginning up to a slash, or a package name. */
function lookUp(imports: Record<string, string>, specifier: string): string | undefined {
  if (specifier in imports) return imports[specifier];
  const keys = Object.keys(imports).filter((key) =>
    specifier.startsWith(key.endsWith("/") ? key : `${key}/`)
  );
  const key = keys.sort((a, b) => b.length - a.length)[0];
  return key === undefined ? undefined : imports[key] + specifier.slice(key.length);
}

function readConfig(folder: string): DenoConfig {
  const config = JSON.parse(Deno.readTextFileSync(join(folder, "deno.json")));
  const { name, imports = {}, exports = {}, links = [] } = config;
  return { folder, name, imports, links, exports: typeof exports === "string" ? { ".": exports } : exports };
}
