import { dirname } from "node:path";
import { createRunnableDevEnvironment, type UserConfig } from "vite";
import { findIslands } from "./crawl.ts";
import { denoFile } from "./deno_file.ts";
import { CLIENT_ENTRY, PARTIALS_ENTRY, SERVER_ENTRY } from "./entries.ts";
import type { Project } from "./options.ts";

const JSX = { runtime: "automatic", importSource: "preact" } as const;
const CLIENT_PACKAGES = [
  "preact",
  "preact/hooks",
  "preact/jsx-runtime",
  "preact/jsx-dev-runtime",
  "@preact/signals",
  "devalue",
];

/** What an application need not repeat in its vite.config.ts. */
export function viteSettings(project: Project, isBuild: boolean): UserConfig {
  const { root, outDir } = project;
  const islands = findIslands(project);
  return {
    appType: "custom",
    oxc: { jsx: JSX },
    // Linked packages may lie outside of the app and must share its one copy of Preact.
    resolve: {
      dedupe: ["preact", "@preact/signals", "devalue"],
      alias: [
        { find: /^react(-dom)?$/, replacement: "preact/compat" },
        { find: /^react\/jsx(-dev)?-runtime$/, replacement: "preact/jsx-runtime" },
      ],
    },
    optimizeDeps: { include: CLIENT_PACKAGES, entries: islands.map(({ file }) => file) },
    server: {
      // The app answers preflights itself.
      cors: false,
      fs: { allow: [root, dirname(denoFile("fresh")!), import.meta.dirname!] },
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
              partials: PARTIALS_ENTRY,
              ...Object.fromEntries(islands.map(({ name, file }) => [name, file])),
            },
            preserveEntrySignatures: "strict",
          },
        },
      },
      ssr: {
        // The server finds what deno.json names by itself, and all else goes into the build.
        resolve: { noExternal: isBuild || undefined },
        build: {
          outDir,
          emptyOutDir: false,
          copyPublicDir: false,
          rolldownOptions: {
            input: { entry: SERVER_ENTRY },
            output: { entryFileNames: "server/[name].js", chunkFileNames: "server/[name]-[hash].js" },
          },
        },
        dev: {
          // Modules that changed are run again by the next request; starting all of the app again would
          // start its timers and connections twice.
          createEnvironment: (name, config) =>
            createRunnableDevEnvironment(name, config, {
              hot: false,
              // Without this, traces name lines of the transformed code.
              runnerOptions: { hmr: false, sourcemapInterceptor: "prepareStackTrace" },
            }),
        },
      },
    },
  };
}
