/** Of the connections that all tenants share, those that one of them may hold at once; the rest of it waits in line. */
const CONNECTIONS_EACH = 8;

type Line = { held: number; waiting: (() => void)[] };

const lines = new Map<string, Line>();

/** Runs `work` when it is the tenant's turn, so that one tenant's storm leaves connections for the others. */
export async function inFairShare<T>(tenantId: string, work: () => Promise<T>): Promise<T> {
  const line = lines.get(tenantId) ?? { held: 0, waiting: [] };
  lines.set(tenantId, line);
  if (line.held >= CONNECTIONS_EACH) await new Promise<void>((resolve) => line.waiting.push(resolve));
  else line.held++;
  try {
    return await work();
  } finally {
    const next = line.waiting.shift();
    // Whoever is next takes over the place, so nobody slips in between.
    if (next) next();
    else if (--line.held === 0) lines.delete(tenantId);
  }
}
