const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** Clocks of two houses differ a little. */
export const CLOCK_SKEW_MS = 60_000;

/** A time as SAML writes it; undefined for any other text, and for one without a zone. */
export function readInstant(text: string | undefined): Date | undefined {
  if (!text || !INSTANT.test(text)) return undefined;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

export function hasPassed(notOnOrAfter: Date, now: Date): boolean {
  return now.getTime() - CLOCK_SKEW_MS >= notOnOrAfter.getTime();
}

export function isAhead(notBefore: Date, now: Date): boolean {
  return now.getTime() + CLOCK_SKEW_MS < notBefore.getTime();
}
