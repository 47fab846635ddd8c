import assert from "node:assert/strict";
import { resolve } from "node:path";
import { denoFile, withoutRegistry } from "./deno_file.ts";

const root = resolve(import.meta.dirname!, "../../..");

Deno.test("denoFile() follows the imports and links of deno.json", () => {
  const cases: Record<string, string | undefined> = {
    "@/assets/logo.svg?url": `${root}/assets/logo.svg?url`,
    "fresh": `${root}/packages/fresh/src/mod.ts`,
    "fresh/runtime": `${root}/packages/fresh/src/runtime/shared.ts`,
    "jsr:@fresh/core@2/runtime": `${root}/packages/fresh/src/runtime/shared.ts`,
    "jsr:@std/path@1": undefined,
    "unknown": undefined,
    "./relative.ts": undefined,
    "/absolute.ts": undefined,
    "node:path": undefined,
    "https://acme.test/x.ts": undefined,
    "\0virtual": undefined,
  };
  for (const [specifier, file] of Object.entries(cases)) assert.equal(denoFile(specifier), file, specifier);
  assert.match(denoFile("preact/hooks")!, /\/node_modules\/preact\/hooks\//);
});

Deno.test("withoutRegistry() leaves the name of a package and what is below it", () => {
  const cases: Record<string, string> = {
    "npm:preact@10.29.8/hooks": "preact/hooks",
    "npm:/@preact/signals@2": "@preact/signals",
    "npm:preact": "preact",
    "preact/hooks": "preact/hooks",
  };
  for (const [specifier, name] of Object.entries(cases)) assert.equal(withoutRegistry(specifier), name);
});
