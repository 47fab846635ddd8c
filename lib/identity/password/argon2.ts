/** One hash takes 19 MiB and about 100 ms (source: OWASP ASVS 5.0, 11.4.2). */
export const ARGON2 = { memorySize: 19_456, iterations: 2, parallelism: 1 };
