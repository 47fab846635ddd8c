import { refusal, type ScimRefusal } from "./refusal.ts";

/** The weak ETag of a resource that was changed so often. */
export function versionTag(version: number): string {
  return `W/"${version}"`;
}

/** What `If-Match` asked for and is no longer so; undefined where nothing was asked. */
export function refuseVersion(version: number, ifMatch: string | undefined): ScimRefusal | undefined {
  if (ifMatch === undefined || names(ifMatch, version)) return undefined;
  return refusal("changed_meanwhile", `The resource is at ${versionTag(version)} and not at ${ifMatch}`);
}

/** Whether a header such as `W/"1", W/"2"` names the version; weak and strong tags are the same here. */
export function names(header: string, version: number): boolean {
  const tags = header.split(",").map((it) => it.trim().replace(/^W\//, ""));
  return tags.includes("*") || tags.includes(`"${version}"`);
}
