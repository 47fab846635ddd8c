import { importPKCS8, SignJWT } from "jose";
import { secondsAfter } from "../../lifetimes.ts";

const SECONDS = 300;

type Team = { issuer: string; clientId: string; teamId: string; keyId: string; privateKey: string };

/** Apple takes a JWT of the team's own key for a secret (source: "Creating a client secret", developer.apple.com). */
export async function appleClientSecret(team: Team, now: Date): Promise<string> {
  return await new SignJWT({})
    .setProtectedHeader({ alg: "ES256", kid: team.keyId })
    .setIssuer(team.teamId)
    .setSubject(team.clientId)
    .setAudience(team.issuer)
    .setIssuedAt(now)
    .setExpirationTime(secondsAfter(now, SECONDS))
    .sign(await importPKCS8(team.privateKey, "ES256"));
}
