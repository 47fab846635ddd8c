import { CatalogueError } from "@/lib/db/catalogue.ts";
import { checkWalls } from "@/lib/db/check_walls.ts";
import { pool } from "@/lib/db/connect.ts";
import { state } from "@/lib/state/state.ts";

type Check = { ok: boolean; detail?: string };

export type Readiness = {
  is_ready: boolean;
  /** Without the state it is ready all the same: products are served, sign-in waits. */
  checks: Record<"database" | "walls" | "state", Check>;
  /** Layers of defence that this database does not offer; the others hold without them. */
  absent_layers: string[];
};

/** Reading the whole catalogue is dear, and anybody may ask. */
const WALLS_CHECKED_FOR_MS = 10_000;

let walls: Promise<Check> | undefined;
let wallsCheckedAt = 0;

/** Asks what requests depend on, and names what is not ready. */
export async function readiness(): Promise<Readiness> {
  const [database, shared] = await Promise.all([
    check(() => pool("app").query("select 1")),
    checkState(),
  ]);
  if (!database.ok) {
    return {
      is_ready: false,
      checks: { database, walls: { ok: false, detail: "not asked" }, state: shared },
      absent_layers: [],
    };
  }
  const walls = await wallsNow();
  return {
    is_ready: walls.ok,
    checks: { database, walls, state: shared },
    absent_layers: await absentLayers(),
  };
}

async function checkState(): Promise<Check> {
  if ((await state.get("readiness")).ok) return { ok: true };
  return { ok: false, detail: "does not answer: sign-in is paused, limits are counted in each process" };
}

async function wallsNow(): Promise<Check> {
  if (!walls || performance.now() - wallsCheckedAt > WALLS_CHECKED_FOR_MS) {
    wallsCheckedAt = performance.now();
    walls = check(checkWalls);
  }
  return await walls;
}

async function check(ask: () => Promise<unknown>): Promise<Check> {
  try {
    await ask();
    return { ok: true };
  } catch (error) {
    // A breach is ours to name; a driver's message may name hosts and users.
    return { ok: false, detail: error instanceof CatalogueError ? error.message : "does not answer" };
  }
}

async function absentLayers(): Promise<string[]> {
  const { rows: [row] } = await pool("app").query(
    "select has_function_privilege('pg_catalog.set_config(text, text, boolean)', 'execute') as may_rebind",
  );
  return row.may_rebind ? ["set_config is not revoked: a managed Postgres ignores that statement"] : [];
}
