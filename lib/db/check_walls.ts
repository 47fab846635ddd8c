import { type Breach, CatalogueError, findBreaches } from "./catalogue.ts";
import { pool } from "./connect.ts";

/**
 * The walls between tenants, and that this process is in front of them: its logins are those that the policies bind.
 * @throws {CatalogueError} naming each table or login and the rule it breaks.
 */
export async function checkWalls(): Promise<void> {
  const breaches = [
    ...await findBreaches(pool("app")),
    ...await findWrongLogin("app"),
    ...await findWrongLogin("platform"),
  ];
  if (breaches.length > 0) throw new CatalogueError(breaches);
}

async function findWrongLogin(role: "app" | "platform"): Promise<Breach[]> {
  const { rows: [login] } = await pool(role).query(
    `select session_user as name, current_user = session_user and not (rolsuper or rolbypassrls) as is_bound
       from pg_roles where rolname = session_user`,
  );
  if (login.name === `rowhouse_${role}` && login.is_bound) return [];
  return [{
    table: login.name,
    rule: `this process must connect as rowhouse_${role}, which the policies bind`,
  }];
}
