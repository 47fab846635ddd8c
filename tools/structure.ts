import { dirname, join, normalize } from "node:path";

export type SourceFile = { path: string; text: string };

/** A domain of lib/ imports from domains below it, or beside it on its own line; never from above. */
const LAYERS = [
  ["operator", "health"],
  ["onboarding", "live"],
  ["relay"],
  ["billing"],
  ["metering"],
  ["tenancy"],
  ["identity"],
  ["flags"],
  ["audit", "usage"],
  ["limits", "jobs", "mail", "vault"],
  ["state", "db", "http", "."],
];

/** What a folder may not import, by the beginning of the path or the bare name. */
const FORBIDDEN: Record<string, { imports: RegExp; because: string }[]> = {
  "lib/": [
    {
      imports: /^(routes|components|islands|sandbox|tools|tests|main|utils)\b/,
      because: "lib stands below it",
    },
    { imports: /^(fresh|preact)\b/, because: "lib knows no framework" },
  ],
  "routes/": [
    { imports: /^(lib\/db\/|pg$)/, because: "SQL belongs in lib" },
    { imports: /^(sandbox|tools|tests)\//, because: "the product does not need it" },
  ],
  "components/": [{
    imports: /^(lib\/db\/|pg$|routes|sandbox|tools|tests)/,
    because: "a component only shows",
  }],
  "islands/": [{
    imports: /^(lib\/db\/|pg$|routes|sandbox|tools|tests)/,
    because: "an island runs in a browser",
  }],
  "sandbox/": [{
    imports: /^(routes|components|islands|tools|tests)\//,
    because: "a stand-in serves the product",
  }],
  "": [{ imports: /^stripe$/, because: "Stripe is imported in lib/billing alone" }],
};

/** @returns one sentence for each import or word that breaks the order of the folders; empty when it holds. */
export function structureFaults(files: SourceFile[]): string[] {
  const imports = files.flatMap((file) => importsOf(file).map((to) => ({ from: file.path, to })));
  return [
    ...imports.flatMap(forbiddenImport),
    ...imports.flatMap(upwardImport),
    ...cycles(imports),
    ...files.flatMap(environmentRead),
  ];
}

type Import = { from: string; to: string };

function importsOf({ path, text }: SourceFile): string[] {
  const found = text.matchAll(
    /^\s*(?:import|export)\s[^"'`;]*?from\s+["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/gm,
  );
  return [...found].map(([, fixed, dynamic]) => fixed ?? dynamic).map((name) => {
    if (name.startsWith("@/")) return name.slice(2);
    return name.startsWith(".") ? normalize(join(dirname(path), name)) : name;
  });
}

function forbiddenImport({ from, to }: Import): string[] {
  if (isTest(from)) return [];
  return Object.entries(FORBIDDEN)
    .filter(([folder]) => from.startsWith(folder))
    .flatMap(([folder, rules]) => folder === "" && from.startsWith("lib/billing/") ? [] : rules)
    .filter((rule) => rule.imports.test(to))
    .map((rule) => `${from} imports ${to}: ${rule.because}`);
}

function upwardImport({ from, to }: Import): string[] {
  if (!from.startsWith("lib/") || !to.startsWith("lib/") || isTest(from)) return [];
  const [upper, lower] = [rank(from), rank(to)];
  if (upper === -1 || lower === -1) {
    return [`${upper === -1 ? from : to} is in a domain that has no place in the order`];
  }
  return upper > lower ? [`${from} imports ${to}: ${domain(to)} stands above ${domain(from)}`] : [];
}

function rank(path: string): number {
  return LAYERS.findIndex((layer) => layer.includes(domain(path)));
}

function domain(path: string): string {
  const parts = path.split("/");
  return parts.length > 2 ? parts[1] : ".";
}

/** One sentence for each domain that comes back to itself; a circle is told once, from its first name on. */
function cycles(imports: Import[]): string[] {
  const edges = new Map<string, Set<string>>();
  for (const { from, to } of imports) {
    if (!from.startsWith("lib/") || !to.startsWith("lib/") || isTest(from) || domain(from) === domain(to)) {
      continue;
    }
    edges.set(domain(from), (edges.get(domain(from)) ?? new Set()).add(domain(to)));
  }
  return [...edges.keys()].sort().flatMap((start) => {
    const circle = shortestCircle(start, edges);
    return circle ? [`lib imports in a circle: ${circle.join(" → ")}`] : [];
  });
}

/** From `start` through names after it, so that no other start tells the same circle. */
function shortestCircle(start: string, edges: Map<string, Set<string>>): string[] | undefined {
  const paths = [[start]];
  const seen = new Set<string>();
  for (const path of paths) {
    for (const next of edges.get(path.at(-1)!) ?? []) {
      if (next === start) return [...path, start];
      if (next < start || seen.has(next)) continue;
      seen.add(next);
      paths.push([...path, next]);
    }
  }
}

function environmentRead({ path, text }: SourceFile): string[] {
  if (path === "lib/config.ts" || /^(tools|tests|packages|bench)\//.test(path) || isTest(path)) return [];
  return /\bDeno\.env\b|\bprocess\.env\b/.test(text)
    ? [`${path} reads the environment: lib/config.ts is the place`]
    : [];
}

function isTest(path: string): boolean {
  return /_test\.tsx?$/.test(path);
}
