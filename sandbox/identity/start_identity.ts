import { createServer, type RequestListener, type Server } from "node:http";
import { join } from "node:path";
import { newId } from "@/lib/ids.ts";
import { openidProvider } from "./openid/openid_provider.ts";
import { isPrivyPath, privyPage } from "./privy/privy_page.ts";
import { isSamlPath, samlProvider } from "./saml/saml_provider.ts";

export type StartedIdentity = {
  /** The issuer of the OpenID provider, too. */
  url: string;
  /** Leaves a provider running that another process started. */
  stop(): Promise<void>;
};

type Settings = {
  dataDir: string;
  /** The first to try. */
  port: number;
  /** Of our base host, the only one that is answered to. */
  origin: string;
};

/** By its name: whoever reads the file may find somebody else at the port. */
type Running = { port: number; id: string };

const FILE = "identity.json";
const ID_PATH = "/rowhouse-demo";
const TRIED_PORTS = 20;

/**
 * Identity providers of the demo on this machine, at the port where they were last time, because connections remember
 * their address; or joins those that run there already.
 */
export async function startIdentity({ dataDir, port, origin }: Settings): Promise<StartedIdentity> {
  const path = join(dataDir, FILE);
  const known = readKnown(path);
  if (known && await answers(known)) return { url: urlOf(known.port), stop: () => Promise.resolve() };
  const id = newId();
  const server = createServer();
  const taken = await listen(server, [...known ? [known.port] : [], ...portsFrom(port)]);
  const answer = await demoProviders({ url: urlOf(taken), origin, dataDir });
  server.on("request", (req, res) => {
    if (req.url === ID_PATH) res.end(id);
    else answer(req, res);
  });
  Deno.mkdirSync(dataDir, { recursive: true });
  Deno.writeTextFileSync(path, JSON.stringify({ port: taken, id } satisfies Running));
  return {
    url: urlOf(taken),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Its own name, so that no cookie of it is one of ours. */
function urlOf(port: number): string {
  return `http://identity.localhost:${port}`;
}

/** All that the demo can be asked to sign in with; what no other path begins with is the OpenID provider's. */
async function demoProviders(
  settings: { url: string; origin: string; dataDir: string },
): Promise<RequestListener> {
  const { url, origin } = settings;
  const [openid, saml, privy] = await Promise.all([
    openidProvider({ issuer: url, origin }),
    samlProvider(settings),
    privyPage({ origin }),
  ]);
  return (req, res) => {
    const path = req.url!;
    if (isSamlPath(path)) saml(req, res);
    else if (isPrivyPath(path)) privy(req, res);
    else openid(req, res);
  };
}

function portsFrom(first: number): number[] {
  return Array.from({ length: TRIED_PORTS }, (_, step) => first + step).filter((it) => it <= 65_535);
}

async function listen(server: Server, ports: number[]): Promise<number> {
  for (const port of ports) {
    const taken = await listensAt(server, port);
    if (taken) return taken;
  }
  throw new Error(`Starting the demo identity provider: ports ${ports.join(", ")} are all taken`);
}

/** The port itself, or the one that port 0 stood for; undefined for one that is taken. */
function listensAt(server: Server, port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const refuse = () => resolve(undefined);
    server.once("error", refuse);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", refuse);
      resolve((server.address() as { port: number }).port);
    });
  });
}

function readKnown(path: string): Running | undefined {
  try {
    return JSON.parse(Deno.readTextFileSync(path));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function answers({ port, id }: Running): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}${ID_PATH}`, { signal: AbortSignal.timeout(1_000) });
    return await answer.text() === id;
  } catch {
    return false;
  }
}
