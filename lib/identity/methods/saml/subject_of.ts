import type { NameId } from "./read_name_id.ts";
import type { ServiceProvider } from "./service_provider.ts";

/**
 * The subject of an identity: with a provider, a name counts together with its format and its qualifiers. What leads up to
 * the last part has no colon of its own, so two names never make one subject. Qualifiers that only repeat who speaks to
 * whom, which some providers leave out at times, are left out.
 */
export function subjectOf(
  { value, format, nameQualifier, spNameQualifier }: NameId,
  { issuer, serviceProvider }: { issuer: string; serviceProvider: ServiceProvider },
): string {
  const qualifiers = [
    nameQualifier === issuer ? "" : nameQualifier ?? "",
    spNameQualifier === serviceProvider.entityId ? "" : spNameQualifier ?? "",
  ];
  const kind = encodeURIComponent(format.split(":nameid-format:").at(-1)!);
  const qualified = qualifiers.some(Boolean) ? `;${qualifiers.map(encodeURIComponent).join(";")}` : "";
  return `${kind}${qualified}:${value}`;
}
