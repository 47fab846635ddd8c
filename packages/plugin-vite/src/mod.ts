/** The Vite plugin of Fresh: development server and build. @module */
import { createHash } from "node:crypto";
import {
  createRunnableDevEnvironment,
  type Plugin,
  type Rolldown,
  type UserConfig,
  type ViteBuilder,
} from "vite";
import { builtAssets, hashFiles } from "./built_assets.ts";
import { findIslands } from "./crawl.ts";
import { DenoImports } from "./deno_imports.ts";
import { devAssets, serveApp, withoutCssImports } from "./dev_server.ts";
import { type ClientAssets, clientEntryCode, serverEntryCode, type ServerSettings } from "./entries.ts";
import { type FreshViteConfig, type Project, projectAt } from "./options.ts";

export type { FreshViteConfig } from "./options.ts";

const SERVER_ENTRY = "fresh:server-entry";
const CLIENT_ENTRY = "fresh:client-entry";
const CLIENT_PACKAGES = [
  "preact",
  "preact/hooks",
  "preact/jsx-runtime",
  "preact/jsx-dev-runtime",
  "@preact/signals",
  "devalue",
];

export function fresh(options: FreshViteConfig = {}): Plugin[] {
  let project: Project;
  let imports: DenoImports;
  let isBuild = false;
  let built: { assets: ClientAssets; settings: ServerSettings };

  async function buildApp(builder: ViteBuilder): Promise<void> {
    const { client, ssr } = builder.environments;
    const output = await builder.build(client) as Rolldown.RolldownOutput;
    const files = hashFiles(`${project.outDir}/client`);
    built = {
      assets: builtAssets(output, `\0${CLIENT_ENTRY}`, findIslands(project)),
      settings: {
        mode: "production",
        buildId: createHash("sha1").update(JSON.stringify([...files])).digest("hex"),
        files,
        root: "`${import.meta.dirname}/..`",
        clientDir: "`${import.meta.dirname}/client`",
      },
    };
    await builder.build(ssr);
  }

  return [{
    name: "fresh",
    enforce: "pre",
    sharedDuringBuild: true,

    config(user, { command }) {
      project = projectAt(user.root ?? Deno.cwd(), options);
      imports = new DenoImports(project.root);
      isBuild = command === "build";
      return { ...settings(project, imports, isBuild), builder: { sharedConfigBuild: true, buildApp } };
    },

    configureServer: (server) => serveApp(server, project, SERVER_ENTRY),

    async resolveId(id, importer) {
      if (id === SERVER_ENTRY || id === CLIENT_ENTRY) return `\0${id}`;
      const target = imports.resolve(id, importer);
      if (!target) return;
      if ("file" in target) return await this.resolve(target.file, importer, { skipSelf: true });
      if (isBuild && this.environment.name === "ssr") return { id: target.bare, external: true };
      // From the root, so that packages outside of it share the app's one copy of Preact.
      return await this.resolve(target.npm, `${project.root}/deno.json`, { skipSelf: true });
    },

    load(id) {
      if (id === `\0${CLIENT_ENTRY}`) return clientEntryCode(project);
      if (id !== `\0${SERVER_ENTRY}`) return;
      if (isBuild) return serverEntryCode(project, built.assets, built.settings);
      return serverEntryCode(project, devAssets(project, `/@id/${CLIENT_ENTRY}`), devSettings(project));
    },

    transform(code, id) {
      if (!isBuild && id === project.clientEntry) return { code: withoutCssImports(code), map: null };
    },

    hotUpdate({ type, file, modules, server, timestamp }) {
      if (this.environment.name !== "ssr") return;
      const { moduleGraph } = this.environment;
      const entry = moduleGraph.getModuleById(`\0${SERVER_ENTRY}`);
      const isListed = [project.routeDir, project.islandsDir, project.clientEntry].some((path) =>
        file.startsWith(path)
      );
      const changed = entry && isListed && type !== "update" ? [...modules, entry] : modules;
      if (changed.length === 0) return;
      for (const module of changed) moduleGraph.invalidateModule(module, new Set(), timestamp, true);
      server.environments.client.hot.send({ type: "full-reload" });
      return changed;
    },
  }];
}

function settings(project: Project, imports: DenoImports, isBuild: boolean): UserConfig {
  const { root, outDir, staticDir } = project;
  const islands = findIslands(project);
  return {
    appType: "custom",
    cacheDir: "node_modules/.vite",
    // In development the app serves its static files itself.
    publicDir: isBuild ? staticDir : false,
    oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
    resolve: { dedupe: CLIENT_PACKAGES },
    optimizeDeps: { include: CLIENT_PACKAGES, entries: islands.map(({ file }) => file) },
    server: {
      // The app answers preflights itself.
      cors: false,
      fs: { allow: [root, ...imports.linkedFolders] },
      watch: { ignored: [`${outDir}/**`, `${root}/.*/**`] },
    },
    environments: {
      client: {
        build: {
          outDir: `${outDir}/client`,
          emptyOutDir: true,
          rolldownOptions: {
            input: {
              client: CLIENT_ENTRY,
              ...Object.fromEntries(islands.map(({ name, file }) => [name, file])),
            },
            preserveEntrySignatures: "strict",
          },
        },
      },
      ssr: {
        build: {
          outDir,
          emptyOutDir: false,
          copyPublicDir: false,
          rolldownOptions: {
            input: { server: SERVER_ENTRY },
            output: { entryFileNames: "[name].js", chunkFileNames: "server/[name]-[hash].js" },
          },
        },
        dev: {
          // Modules that changed are run again by the next request; starting all of the app again would
          // start its timers and connections twice.
          createEnvironment: (name, config) =>
            createRunnableDevEnvironment(name, config, { hot: false, runnerOptions: { hmr: false } }),
        },
      },
    },
  };
}

function devSettings({ root, staticDir }: Project): ServerSettings {
  const [rootText, clientDir] = [root, staticDir].map((path) => JSON.stringify(path));
  return { mode: "development", buildId: "development", files: null, root: rootText, clientDir };
}
