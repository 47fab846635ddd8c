import assert from "node:assert/strict";
import { findBreaches } from "@/lib/db/catalogue.ts";
import { type Migration, readMigrations } from "@/lib/db/migrate.ts";
import { inFreshDatabase } from "@/tests/support/database.ts";

type Deletion = { what: string; file: string; table: string; migrations: Migration[] };

const migrations = readMigrations();

Deno.test("the walls as they are written have no breach", async () => {
  assert.deepEqual(await inFreshDatabase(migrations, findBreaches), []);
});

/** Postgres works on another core than this process. */
const AT_ONCE = 3;

for (const [file, all] of Map.groupBy(deletions(), (it) => it.file)) {
  Deno.test(`each of ${all.length} lines of the walls in ${file} is found and named when it is gone`, async () => {
    const toDo = [...all];
    const unseen: string[] = [];
    const work = async () => {
      for (let deletion = toDo.pop(); deletion; deletion = toDo.pop()) {
        unseen.push(...await faultsOf(deletion));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    assert.deepEqual(unseen, []);
  });
}

async function faultsOf({ what, table, file, migrations }: Deletion): Promise<string[]> {
  const said = await outcome(migrations);
  // Where a later table refers to what was there, Postgres names it.
  const named = `\\b${table}: |^Migrating: "${file}" failed|^Migrating: .* referenced table "${table}"`;
  return new RegExp(named).test(said) ? [] : [`deleting ${what}: ${said}`];
}

/** What the start would say: the breaches, or the error of the migration that cannot run any more. */
async function outcome(changed: Migration[]): Promise<string> {
  try {
    const breaches = await inFreshDatabase(changed, findBreaches);
    return breaches.map((it) => `${it.table}: ${it.rule}`).join("\n") || "nothing was found";
  } catch (error) {
    assert(error instanceof Error && error.message.startsWith("Migrating:"), String(error));
    return `${error.message} ${
      changed.map((it) => it.text).find((text, index) => text !== migrations[index].text)
    }`;
  }
}

/** Each line of each tenant policy, each FORCE, and each tenant_id that leads a key or an index, taken away alone. */
function* deletions(): Generator<Deletion> {
  for (const [index, { name, text }] of migrations.entries()) {
    const lines = text.split("\n");
    let table = "";
    for (const [number, line] of lines.entries()) {
      table = line.match(/^create table (\w+) \(/)?.[1] ?? line.match(/^create table (\w+\.\w+)/)?.[1] ??
        table;
      table = line.match(/^create policy \w+ on (\w+)/)?.[1] ?? table;
      table = line.match(/^create (?:unique )?index \w+ on ([\w.]+)/)?.[1] ?? table;
      if (table.includes(".")) continue;
      const at = `${name}:${number + 1}`;
      const without = (changed: string) => ({
        file: name,
        table,
        migrations: migrations.with(index, {
          name,
          text: lines.toSpliced(number, 1, changed).join("\n"),
        }),
      });
      if (/^ {2}(using|with check) \(tenant_id|^create policy (own_tenant|gate_reads)/.test(line)) {
        const ending = line.endsWith(";") ? ";" : "";
        yield { what: `the line "${line.trim().slice(0, 30)}…" of ${table} (${at})`, ...without(ending) };
      }
      if (/(force|enable) row level security/.test(line)) {
        yield { what: `${line.trim()} (${at})`, ...without("") };
      }
      if (/^ {2}(primary key|unique|foreign key) \(tenant_id, /.test(line)) {
        yield {
          what: `tenant_id from a key of ${table} (${at})`,
          ...without(line.replace("(tenant_id, ", "(")),
        };
      }
      if (/^create (unique )?index .*\(tenant_id, /.test(line)) {
        yield {
          what: `tenant_id from an index of ${table} (${at})`,
          ...without(line.replace("(tenant_id, ", "(")),
        };
      }
    }
  }
}
