import { readCertificate } from "@/lib/identity/methods/saml/read_certificate.ts";
import type { Clock } from "./Ago.tsx";
import { Badge } from "./Badge.tsx";
import { Moment } from "./Moment.tsx";

type CertificateListProps = {
  /** PEM. */
  certificates: string[];
  clock: Clock;
};

const SOON_MS = 30 * 86_400_000;

/** By their fingerprints, as providers show them, and when each ends. */
export function CertificateList({ certificates, clock }: CertificateListProps) {
  return (
    <ul class="space-y-3">
      {certificates.map((pem) => <Certificate key={pem} pem={pem} clock={clock} />)}
    </ul>
  );
}

function Certificate({ pem, clock }: { pem: string; clock: Clock }) {
  const read = readCertificate(pem);
  if (!read.ok) return <li>A certificate that cannot be read</li>;
  const { fingerprint, expiresAt } = read.certificate;
  const leftMs = expiresAt.getTime() - clock.now.getTime();
  return (
    <li class="space-y-1">
      <div class="font-mono text-xs break-all">{fingerprint}</div>
      <div class="text-sm text-base-content/80">
        <Badge tone={leftMs < 0 ? "bad" : leftMs < SOON_MS ? "waiting" : "good"}>
          {leftMs < 0 ? "Ended" : "Ends"}
        </Badge>{" "}
        <Moment at={expiresAt} timeZone={clock.timeZone} />
      </div>
    </li>
  );
}
