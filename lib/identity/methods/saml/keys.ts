import { generate } from "selfsigned";
import { config } from "@/lib/config.ts";
import { atGate } from "@/lib/db/at_gate.ts";
import { sql } from "@/lib/db/sql.ts";
import { newId } from "@/lib/ids.ts";
import { open } from "@/lib/vault/open.ts";
import { seal } from "@/lib/vault/seal.ts";

/** What we sign requests with, and what assertions for us are encrypted with; PEM. One pair for the installation. */
export type SamlKey = { certificate: string; privateKey: string };

const PURPOSE = "SAML key";
const KEY_BITS = 3072;
/** Providers keep the certificate as a setting: a new one is work for every tenant's admin. */
const YEARS = 20;

let loaded: Promise<SamlKey> | undefined;

/** The pair; made at the first call ever, and the same from then on. */
export async function samlKey(): Promise<SamlKey> {
  if (!loaded) {
    loaded = load();
    loaded.catch(() => loaded = undefined);
  }
  return await loaded;
}

async function load(): Promise<SamlKey> {
  const held = await find();
  if (held) return held;
  await add(await make());
  return (await find())!;
}

async function find(): Promise<SamlKey | undefined> {
  const [row] = await atGate<{ certificate: string; sealed_private_key: string }>(
    sql`select certificate, sealed_private_key from gate.saml_key()`,
  );
  return row && { certificate: row.certificate, privateKey: open(row.sealed_private_key, PURPOSE) };
}

async function make(): Promise<SamlKey> {
  const notAfterDate = new Date();
  notAfterDate.setFullYear(notAfterDate.getFullYear() + YEARS);
  const made = await generate([{ name: "commonName", value: config.baseUrl.hostname }], {
    keySize: KEY_BITS,
    algorithm: "sha256",
    notAfterDate,
  });
  return { certificate: made.cert, privateKey: made.private };
}

async function add({ certificate, privateKey }: SamlKey): Promise<void> {
  await atGate(
    sql`select gate.add_first_saml_key(${newId()}, ${certificate}, ${seal(privateKey, PURPOSE)})`,
  );
}
