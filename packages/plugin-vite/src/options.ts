import { resolve } from "node:path";

export interface FreshViteConfig {
  /** Exports `app`. Default: `main.ts` */
  serverEntry?: string;
  /** Imports what every page needs in the browser, such as CSS. Default: `client.ts` */
  clientEntry?: string;
  /** Default: `islands` */
  islandsDir?: string;
  /** Default: `routes` */
  routeDir?: string;
  /** Default: `static` */
  staticDir?: string;
  /** Packages that are islands. */
  islandSpecifiers?: string[];
  /** Files whose paths match are neither routes nor islands. */
  ignore?: RegExp[];
}

/** The same with absolute paths. */
export interface Project extends Required<FreshViteConfig> {
  root: string;
  outDir: string;
}

export function projectAt(root: string, options: FreshViteConfig): Project {
  return {
    root,
    serverEntry: resolve(root, options.serverEntry ?? "main.ts"),
    clientEntry: resolve(root, options.clientEntry ?? "client.ts"),
    islandsDir: resolve(root, options.islandsDir ?? "islands"),
    routeDir: resolve(root, options.routeDir ?? "routes"),
    staticDir: resolve(root, options.staticDir ?? "static"),
    outDir: resolve(root, "_fresh"),
    ignore: options.ignore ?? [],
    islandSpecifiers: options.islandSpecifiers ?? [],
  };
}
