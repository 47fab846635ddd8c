import type { Element } from "@xmldom/xmldom";
import { METADATA, POST_BINDING, PROTOCOL, REDIRECT_BINDING, SIGNATURE } from "./names.ts";
import { type Certificate, type CertificateRefusal, readCertificate } from "./read_certificate.ts";
import { attributeOf, childrenNamed, everyElement, isNamed, readXml, textOf } from "./read_xml.ts";
import type { SamlRefusal } from "./refusal.ts";

/** What an identity provider says about itself. */
export type SamlMetadata = {
  entityId: string;
  /** Where we send people, by redirect. */
  ssoUrl: string;
  /** With which it signs; several while they rotate. */
  certificates: Certificate[];
  /** Whether it refuses requests that are not signed. */
  wantsSignedRequests: boolean;
};

export type MetadataRefusal =
  | Extract<SamlRefusal, "too_large" | "not_utf8" | "forbidden_markup" | "not_xml" | "namespace">
  | "not_metadata"
  | "several_providers"
  | "service_provider"
  | "no_identity_provider"
  | "no_entity_id"
  | "no_redirect_url"
  | "url_not_https"
  | "no_certificate"
  | CertificateRefusal;

export type ParsedMetadata = { ok: true; metadata: SamlMetadata } | {
  ok: false;
  reason: MetadataRefusal;
  /** What stood there. */
  detail?: string;
};

export const MAX_METADATA_LENGTH = 256 * 1024;
const MAX_CERTIFICATES = 10;

/**
 * Metadata as an admin pastes it or a URL has it. A signature on it is not asked for: that it came from the provider, the
 * admin vouches for.
 */
export function parseSamlMetadata(xml: string): ParsedMetadata {
  if (xml.length > MAX_METADATA_LENGTH) return refuse("too_large");
  const read = readXml(withoutComments(xml.trim().replace(/^\ufeff/, "")));
  if (!read.ok) return refuse(read.reason as MetadataRefusal, read.detail);
  const described = [...everyElement(read.root)].map(({ element }) => element)
    .filter((it) => isNamed(it, METADATA, "EntityDescriptor"));
  const providers = described.filter((it) => roleOf(it) !== undefined);
  if (described.length === 0) return refuse("not_metadata", read.root.nodeName);
  if (providers.length > 1) return refuse("several_providers", providers.map(entityIdOf).join(", "));
  const [provider] = providers;
  if (!provider) {
    const isOther = childrenNamed(described[0], METADATA, "SPSSODescriptor").length > 0;
    return refuse(isOther ? "service_provider" : "no_identity_provider");
  }
  const entityId = entityIdOf(provider);
  if (!entityId) return refuse("no_entity_id");
  const role = roleOf(provider)!;
  const url = redirectUrl(role);
  if (!url.ok) return url;
  const keys = certificatesOf(role);
  if (!keys.ok) return keys;
  return {
    ok: true,
    metadata: {
      entityId,
      ssoUrl: url.ssoUrl,
      certificates: keys.certificates,
      wantsSignedRequests: ["true", "1"].includes(attributeOf(role, "WantAuthnRequestsSigned") ?? ""),
    },
  };
}

/** Here nothing is signed, and some providers (AD FS, Shibboleth) explain their metadata in comments. */
function withoutComments(xml: string): string {
  return xml.replace(/<!--(?:(?!--)[\s\S])*-->/g, "");
}

function roleOf(descriptor: Element): Element | undefined {
  return childrenNamed(descriptor, METADATA, "IDPSSODescriptor").find((it) =>
    (attributeOf(it, "protocolSupportEnumeration") ?? "").split(/\s+/).includes(PROTOCOL)
  );
}

function entityIdOf(descriptor: Element): string | undefined {
  const entityId = attributeOf(descriptor, "entityID");
  return entityId && entityId.length <= 1024 ? entityId : undefined;
}

function redirectUrl(role: Element): { ok: true; ssoUrl: string } | Extract<ParsedMetadata, { ok: false }> {
  const services = childrenNamed(role, METADATA, "SingleSignOnService");
  const service = services.find((it) => attributeOf(it, "Binding") === REDIRECT_BINDING);
  const location = service && attributeOf(service, "Location");
  if (!location || !URL.canParse(location)) {
    const posts = services.some((it) => attributeOf(it, "Binding") === POST_BINDING);
    return refuse("no_redirect_url", posts ? "HTTP-POST" : undefined);
  }
  const { protocol, hostname } = new URL(location);
  const isLocal = hostname === "localhost" || hostname.endsWith(".localhost");
  if (protocol !== "https:" && !(protocol === "http:" && isLocal)) return refuse("url_not_https", location);
  return { ok: true, ssoUrl: location };
}

function certificatesOf(
  role: Element,
): { ok: true; certificates: Certificate[] } | Extract<ParsedMetadata, { ok: false }> {
  const texts = childrenNamed(role, METADATA, "KeyDescriptor")
    .filter((it) => (attributeOf(it, "use") ?? "signing") === "signing")
    .flatMap((it) => childrenNamed(it, SIGNATURE, "KeyInfo"))
    .flatMap((it) => childrenNamed(it, SIGNATURE, "X509Data"))
    .flatMap((it) => childrenNamed(it, SIGNATURE, "X509Certificate"))
    .map((it) => textOf(it) ?? "");
  const distinct = [...new Set(texts.map((it) => it.replace(/\s+/g, "")))].slice(0, MAX_CERTIFICATES);
  const read = distinct.map(readCertificate);
  const certificates = read.flatMap((it) => it.ok ? [it.certificate] : []);
  if (certificates.length > 0) return { ok: true, certificates };
  const wrong = read.find((it) => !it.ok);
  return refuse(wrong && !wrong.ok ? wrong.reason : "no_certificate");
}

function refuse(reason: MetadataRefusal, detail?: string): Extract<ParsedMetadata, { ok: false }> {
  return detail ? { ok: false, reason, detail: detail.slice(0, 200) } : { ok: false, reason };
}
