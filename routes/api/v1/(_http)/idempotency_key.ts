/** A structured-field string as the draft asks for, or the bare key that most clients send. */
const HEADER = /^(?:"([ !#-[\]-~]{1,255})"|([!#-~]{1,255}))$/;

/** @returns undefined without the header. */
export function readIdempotencyKey(headers: Headers): { key: string | undefined } | "malformed" {
  const header = headers.get("idempotency-key");
  if (header === null) return { key: undefined };
  const [, quoted, bare] = HEADER.exec(header) ?? [];
  const key = quoted ?? bare;
  return key === undefined ? "malformed" : { key };
}
