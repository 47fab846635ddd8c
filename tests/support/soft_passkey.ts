import { Buffer } from "node:buffer";
import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";
import { RELYING_PARTY } from "@/lib/identity/methods/passkey/relying_party.ts";

/** What one use of the passkey does otherwise than an honest browser and device would. */
export type Oddity = {
  /** Where the browser says that it is. */
  origin?: string;
  /** For whom the device says that it signs. */
  rpId?: string;
  type?: string;
  isUserVerified?: boolean;
  /** What the device says how often it was used; one more than before where it is left out. */
  counter?: number;
  /** Undefined leaves it out. */
  userHandle?: string;
  tampers?: "signature" | "counter" | "challenge";
};

const ES256 = -7;

/** A passkey in software, for what no real one can be made to do. */
export class SoftPasskey {
  readonly id = randomBytes(24).toString("base64url");
  #keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  #counter = 0;
  #handle?: string;

  /** @param options synced ones never count. */
  constructor(private readonly options: { isSynced?: boolean } = {}) {}

  /** The answer of a browser that made this passkey. */
  register(
    { challenge, user }: { challenge: string; user: { id: string } },
    odd: Oddity = {},
  ): string {
    this.#handle = user.id;
    const { x, y } = this.#keys.publicKey.export({ format: "jwk" });
    const key = new Map<number, number | Uint8Array>([[1, 2], [3, ES256], [-1, 1], [-2, bytes(x!)], [
      -3,
      bytes(y!),
    ]]);
    const id = bytes(this.id);
    const attested = Buffer.concat([
      this.#authenticatorData(odd, 0x40),
      Buffer.alloc(16),
      Buffer.from([id.length >> 8, id.length & 255]),
      id,
      isoCBOR.encode(key),
    ]);
    const attestation = new Map<string, unknown>([
      ["fmt", "none"],
      ["attStmt", new Map()],
      ["authData", new Uint8Array(attested)],
    ]);
    // deno-lint-ignore no-explicit-any -- the library's type of CBOR is not exported.
    const attestationObject = Buffer.from(isoCBOR.encode(attestation as any)).toString("base64url");
    const clientDataJSON = clientData({ type: "webauthn.create", challenge }, odd);
    return this.#credential({ clientDataJSON, attestationObject, transports: ["internal"] });
  }

  /** The answer of a browser to which this passkey was shown. */
  show({ challenge }: { challenge: string }, odd: Oddity = {}): string {
    if (!this.options.isSynced) this.#counter = odd.counter ?? this.#counter + 1;
    const data = this.#authenticatorData(odd, 0);
    const asked = odd.tampers === "challenge" ? randomBytes(32).toString("base64url") : challenge;
    const clientDataJSON = clientData({ type: "webauthn.get", challenge: asked }, odd);
    const hash = createHash("sha256").update(Buffer.from(clientDataJSON, "base64url")).digest();
    const signature = sign("sha256", Buffer.concat([data, hash]), this.#keys.privateKey);
    if (odd.tampers === "signature") signature[signature.length - 1] ^= 1;
    if (odd.tampers === "counter") data.writeUInt32BE(1_000_000, 33);
    const userHandle = "userHandle" in odd ? odd.userHandle : this.#handle;
    return this.#credential({
      clientDataJSON,
      authenticatorData: data.toString("base64url"),
      signature: signature.toString("base64url"),
      ...(userHandle !== undefined && { userHandle }),
    });
  }

  #authenticatorData({ rpId = RELYING_PARTY.id, isUserVerified = true }: Oddity, more: number): Buffer {
    const synced = this.options.isSynced ? 0x18 : 0;
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.#counter);
    return Buffer.concat([
      createHash("sha256").update(rpId).digest(),
      Buffer.from([0x01 | (isUserVerified ? 0x04 : 0) | synced | more]),
      counter,
    ]);
  }

  #credential(response: Record<string, unknown>): string {
    return JSON.stringify({
      id: this.id,
      rawId: this.id,
      type: "public-key",
      clientExtensionResults: {},
      response,
    });
  }
}

function clientData(said: { type: string; challenge: string }, { origin, type }: Oddity): string {
  const text = JSON.stringify({
    ...said,
    ...(type && { type }),
    origin: origin ?? RELYING_PARTY.origin,
    crossOrigin: false,
  });
  return Buffer.from(text).toString("base64url");
}

function bytes(base64url: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64url, "base64url"));
}
