const READ = /\bDeno\.env\.get\(\s*(["'`])(FRESH_PUBLIC_\w+)\1\s*\)|\bprocess\.env\.(FRESH_PUBLIC_\w+)/g;

/** Puts the values of public variables where they are read, because a browser has no environment. */
export function withPublicEnv(code: string): string {
  return code.replaceAll(READ, (_, _quote, name, otherName) => {
    return `(${JSON.stringify(Deno.env.get(name ?? otherName)) ?? "undefined"})`;
  });
}
