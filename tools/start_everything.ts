import { config } from "@/lib/config.ts";
import { pool } from "@/lib/db/connect.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { useDirectory } from "@/lib/tenancy/use_directory.ts";
import { DEMO_PASSWORD, DEMO_PEOPLE } from "@/lib/onboarding/seed_demo.ts";
import { startMailbox } from "@/sandbox/mailbox/start_mailbox.ts";
import { buildIfStale } from "./build_if_stale.ts";
import { ExplainedError } from "./explained.ts";
import { startDemoIdentity } from "./start_demo_identity.ts";
import { prepareDatabase } from "./prepare_database.ts";
import { step } from "./progress.ts";
import { runWorker } from "./run_worker.ts";
import { seedDemoSignOn } from "./seed_demo_sign_on.ts";
import { seed } from "./seed_demo_data.ts";
import { serveVite } from "./serve_vite.ts";
import { serveWeb } from "./serve_web.ts";
import { type Stoppable, untilStopped } from "./until_stopped.ts";

/** Everything in one process on the built pages; returns when it is told to stop. */
export function start(): Promise<never> {
  return startWith(async () => {
    await step("Pages", async (note) => note(await buildIfStale() ? "built" : "already built"));
    return await step("Web", () => serveWeb());
  });
}

/** The same, with Vite in front: an edited page is a reloaded page. */
export function develop(): Promise<never> {
  return startWith(() => step("Vite", serveVite));
}

async function startWith(serve: () => Promise<Stoppable>): Promise<never> {
  const startedAt = performance.now();
  console.log("\nRowhouse is starting");
  refuseTakenPort();
  refuseReadOnlyFolder();
  const database = await step("Postgres", async (note) => {
    const prepared = await prepareDatabase(note);
    if (prepared.migrated.length > 0) note(`${prepared.migrated.length} migrations applied`);
    return prepared;
  });
  try {
    useDirectory();
    const mailbox = config.smtpUrl
      ? []
      : [await step("Mailbox", () => startMailbox({ dataDir: config.dataDir }))];
    const identity = config.isLocal && config.seedsDemo
      ? [await step("Identity providers", startDemoIdentity)]
      : [];
    if (config.seedsDemo) {
      await step(
        "Demo data",
        async (note) => note(await seed(new Date()) ? "Acme and Globex moved in" : "already there"),
      );
    }
    if (identity.length > 0) {
      await step("Single sign-on", async (note) => {
        note(await seedDemoSignOn(identity[0].url, new Date()) ? "Acme is connected" : "already there");
      });
    }
    const web = await serve();
    const worker = await step("Worker", () => Promise.resolve(runWorker()));
    console.log(
      `\nReady in ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n${await addresses(
        identity[0]?.url,
      )}`,
    );
    return await untilStopped([web, worker], [...mailbox, ...identity, database]);
  } catch (error) {
    await database.stop();
    throw error;
  }
}

function refuseTakenPort() {
  try {
    Deno.listen({ hostname: "127.0.0.1", port: config.port }).close();
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) {
      throw new ExplainedError(
        `Port ${config.port} is taken, perhaps by another Rowhouse. Take another: PORT=${
          config.port + 1
        } npx -y deno@2.9.6 task start`,
      );
    }
    if (error instanceof Deno.errors.PermissionDenied) {
      throw new ExplainedError(
        `Port ${config.port} may not be opened by this user. Take one above 1023: PORT=8000`,
      );
    }
    throw error;
  }
}

function refuseReadOnlyFolder() {
  try {
    Deno.mkdirSync(config.dataDir, { recursive: true });
    Deno.removeSync(Deno.makeTempFileSync({ dir: config.dataDir }));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ExplainedError(
      `The data folder "${config.dataDir}" cannot be written (${reason}). Make it writable, or choose another: DATA_DIR=/a/folder/of/yours`,
    );
  }
}

async function addresses(identityUrl: string | undefined): Promise<string> {
  const site = config.baseUrl.origin;
  const lines = [`  ${"The public site, and sign-up".padEnd(30)} ${site}`];
  if (await hasDemo()) {
    for (const { slug, company, people } of DEMO_PEOPLE) {
      lines.push(`  ${`${company}, a tenant`.padEnd(30)} ${tenantOrigin(slug)}`);
      for (const { email, role } of people) {
        lines.push(`  ${"".padEnd(30)}   ${email} (${role.replace("_", "-")})`);
      }
    }
    lines.push(`  ${"Operator console".padEnd(30)} ${site}/admin`, `  ${"".padEnd(30)}   sam@rowhouse.test`);
    lines.push(`  ${"Password for all of them".padEnd(30)} ${DEMO_PASSWORD}`);
  }
  if (identityUrl) lines.push(`  ${"Demo identity provider".padEnd(30)} ${identityUrl}`);
  if (!config.smtpUrl) lines.push(`  ${"Every mail it sends".padEnd(30)} ${site}/dev/mail`);
  return lines.join("\n");
}

async function hasDemo(): Promise<boolean> {
  const { rows } = await pool("app").query("select from gate.tenants_changed_since(0) where slug = 'acme'");
  return rows.length > 0 && config.isLocal;
}
