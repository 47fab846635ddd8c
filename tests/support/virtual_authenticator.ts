import type { CDPSession, Page } from "playwright-core";

type Credential = {
  credentialId: string;
  signCount: number;
  privateKey: string;
  userHandle?: string;
  rpId?: string;
};

/** Chromium's own device for passkeys, which asks nobody. */
export class VirtualAuthenticator {
  private constructor(private readonly session: CDPSession, private readonly id: string) {}

  static async of(page: Page): Promise<VirtualAuthenticator> {
    const session = await page.context().newCDPSession(page);
    await session.send("WebAuthn.enable");
    const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    return new VirtualAuthenticator(session, authenticatorId);
  }

  /** Whether its owner's finger is the right one. */
  async recognise(isUserVerified: boolean): Promise<void> {
    await this.session.send("WebAuthn.setUserVerified", { authenticatorId: this.id, isUserVerified });
  }

  async credentials(): Promise<Credential[]> {
    const { credentials } = await this.session.send("WebAuthn.getCredentials", { authenticatorId: this.id });
    return credentials;
  }

  /** As a copy would be that was made when the passkey had been used so often. */
  async countBackTo(signCount: number): Promise<void> {
    for (const credential of await this.credentials()) {
      const { credentialId } = credential;
      await this.session.send("WebAuthn.removeCredential", { authenticatorId: this.id, credentialId });
      await this.session.send("WebAuthn.addCredential", {
        authenticatorId: this.id,
        credential: { ...credential, isResidentCredential: true, signCount },
      });
    }
  }
}
