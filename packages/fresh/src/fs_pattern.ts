/** `/(shop)/items/[id].tsx` -> `/items/:id`. Throws a SyntaxError on two parameters that touch. */
export function patternOf(path: string): string {
  return segmentsOf(path).map((segment) => segmentPattern(segment, path)).join("") || "/";
}

/** Orders route files so that of two patterns that fit one address, the more particular comes first. */
export function compareRoutePaths(left: string, right: string): number {
  const [a, b] = [segmentsOf(left), segmentsOf(right)];
  for (let at = 0; at < Math.min(a.length, b.length); at++) {
    const difference = breadth(a[at]) - breadth(b[at]);
    if (difference !== 0) return difference;
  }
  return a.length - b.length || (left < right ? -1 : 1);
}

function segmentsOf(path: string): string[] {
  const segments = path.replace(/\.[^./]+$/, "").split("/").filter((segment) => segment && !isGroup(segment));
  if (segments.at(-1) === "index") segments.pop();
  return segments;
}

function isGroup(segment: string): boolean {
  return segment.startsWith("(") && segment.endsWith(")");
}

function segmentPattern(segment: string, path: string): string {
  if (segment.includes("][")) {
    throw new SyntaxError(`Reading route file "${path}": "][" has no text between parameters`);
  }
  const rest = segment.match(/^\[\.\.\.(\w+)\]$/);
  if (rest) return `/:${rest[1]}*`;
  const optional = segment.match(/^\[\[(\w+)\]\]$/);
  if (optional) return `{/:${optional[1]}}?`;
  return `/${segment.replaceAll(/\[(\w+)\]/g, ":$1")}`;
}

/** How much a segment fits: a literal, a part, a whole segment, a whole one or none, any number. */
function breadth(segment: string): number {
  if (!segment.includes("[")) return 0;
  if (!/^\[.*\]$/.test(segment)) return 1;
  if (segment.startsWith("[...")) return 4;
  return segment.startsWith("[[") ? 3 : 2;
}
