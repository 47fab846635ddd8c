import { join } from "node:path";
import { generate } from "selfsigned";

export type SigningKey = { privateKey: string; certificate: string };

const FILE = "identity_saml_key.json";
const YEARS = 10;

/** Made once in the data folder: connections remember the certificate. */
export async function signingKeyIn(dataDir: string): Promise<SigningKey> {
  const path = join(dataDir, FILE);
  try {
    return JSON.parse(Deno.readTextFileSync(path));
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  const notAfterDate = new Date();
  notAfterDate.setFullYear(notAfterDate.getFullYear() + YEARS);
  const made = await generate([{ name: "commonName", value: "identity.localhost" }], {
    keySize: 2048,
    algorithm: "sha256",
    notAfterDate,
  });
  const key = { privateKey: made.private, certificate: made.cert };
  Deno.mkdirSync(dataDir, { recursive: true });
  Deno.writeTextFileSync(path, JSON.stringify(key), { mode: 0o600 });
  return key;
}
