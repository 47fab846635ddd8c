/** How long things last, in seconds. */
export const ACCESS_TOKEN_SECONDS = 5 * 60;
/** A clock of another machine may be this far away. */
export const CLOCK_SKEW_SECONDS = 5;
/** A session ends after this time without a refresh, */
export const IDLE_SECONDS = 7 * 24 * 3600;
/** and after this time in any case; a tenant's policy may shorten both. */
export const SESSION_SECONDS = 30 * 24 * 3600;
/** An operator's session, which sees every tenant (source: NIST SP 800-63B-4, 2.2.3). */
export const OPERATOR_IDLE_SECONDS = 3600;
export const OPERATOR_SESSION_SECONDS = 12 * 3600;
/** A refresh token sent again within this time is a lost answer or a second tab; later it is a theft. */
export const REUSE_GRACE_SECONDS = 30;
/** A key signs for so long before the next one takes its place. */
export const SIGNING_KEY_SECONDS = 30 * 24 * 3600;
/** Published for so long before it signs: a key set may be kept for 5 minutes, and not asked for again for 10. */
export const KEY_PUBLISHED_SECONDS = 15 * 60;
/** A process may sign with the key of before for so long after another made the next one active. */
export const KEYS_FOLLOWED_SECONDS = 60;
/** What a key has signed is good for so long after it signs no more. */
export const KEY_RETIRING_SECONDS = KEYS_FOLLOWED_SECONDS + ACCESS_TOKEN_SECONDS + 2 * CLOCK_SKEW_SECONDS;
/** From the moment a login begins until it is redeemed. */
export const LOGIN_SECONDS = 15 * 60;
export const HANDOFF_SECONDS = 60;
/** After this time a dangerous action asks again who it is. */
export const FRESH_SECONDS = 10 * 60;
export const EMAIL_CODE_SECONDS = 24 * 3600;
export const RESET_SECONDS = 30 * 60;
/** Of the link and the digits in a mail (source: OWASP ASVS 5.0, 6.5.5). */
export const MAGIC_LINK_SECONDS = 10 * 60;

export function secondsAfter(moment: Date, seconds: number): Date {
  return new Date(moment.getTime() + seconds * 1000);
}
