import assert from "node:assert/strict";
import { compareRoutePaths, patternOf } from "./fs_pattern.ts";

Deno.test("patternOf() reads the name of a route file", () => {
  const patterns: Record<string, string> = {
    "/index.tsx": "/",
    "/about.ts": "/about",
    "/blog/index.ts": "/blog",
    "/blog/[slug].ts": "/blog/:slug",
    "/blog/[slug]/comments.ts": "/blog/:slug/comments",
    "/old/[...path].ts": "/old/:path*",
    "/docs/[[version]]/index.ts": "/docs{/:version}?",
    "/[[lang]]/about.tsx": "{/:lang}?/about",
    "/(shop)/items/(mine)/[id].tsx": "/items/:id",
    "/(shop)/index.tsx": "/",
    "/a-[id].b.ts": "/a-:id.b",
    "/feed.xml.ts": "/feed.xml",
  };
  for (const [path, pattern] of Object.entries(patterns)) assert.equal(patternOf(path), pattern);
});

Deno.test("patternOf() refuses two parameters that touch", () => {
  assert.throws(() => patternOf("/[a][b].ts"), SyntaxError);
});

Deno.test("compareRoutePaths() puts the more particular route first", () => {
  const ordered = [
    "/a/b.ts",
    "/a/x-[id].ts",
    "/a/[id].ts",
    "/a/[[v]]/index.ts",
    "/a/[...rest].ts",
    "/[x]/b.ts",
    "/[...all].ts",
  ];
  assert.deepEqual([...ordered].reverse().sort(compareRoutePaths), ordered);
});
