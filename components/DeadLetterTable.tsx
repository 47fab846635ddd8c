import { publicId } from "@/lib/ids.ts";
import type { DeadLetter } from "@/lib/jobs/list_dead_letters.ts";
import { formatCounted } from "./format.ts";
import { Moment } from "./Moment.tsx";
import { TableFrame } from "./TableFrame.tsx";

/** `slug` is null for work of no tenant, and absent where the tenant is known without it. */
type Letter = DeadLetter & { slug?: string | null };

type DeadLetterTableProps = {
  letters: Letter[];
  /** Where a replay leads back to. */
  backTo: string;
};

/** Jobs that were given up, each with the way to run again. */
export function DeadLetterTable({ letters, backTo }: DeadLetterTableProps) {
  return (
    <TableFrame label="Failed jobs">
      <thead>
        <tr>
          <th scope="col" class="max-sm:hidden">Job</th>
          <th scope="col">What went wrong</th>
          <th scope="col" class="max-md:hidden">Given up</th>
          <th scope="col">
            <span class="sr-only">Replay</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {letters.map((it) => (
          <tr key={it.jobId}>
            <td class="whitespace-nowrap max-sm:hidden">
              <JobOf {...it} />
            </td>
            <td class="wrap-anywhere">
              <div class="mb-1 sm:hidden">
                <JobOf {...it} />
              </div>
              {it.lastError}
              <div class="text-xs text-base-content/75">after {formatCounted(it.attempts, "attempt")}</div>
            </td>
            <td class="max-md:hidden">
              <Moment at={it.diedAt} timeZone="UTC" />
            </td>
            <td class="text-right">
              <form method="post" action={replayUrl(it)}>
                <input type="hidden" name="back" value={backTo} />
                <button type="submit" class="btn btn-sm border-base-300 bg-base-100 shadow-none">
                  Replay<span class="sr-only">{` ${it.kind} of ${ownerOf(it) ?? "this tenant"}`}</span>
                </button>
              </form>
            </td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}

function JobOf({ kind, slug, tenantId }: Letter) {
  return (
    <>
      <span class="font-mono text-xs">{kind}</span>
      <div class="text-xs text-base-content/75">
        {slug
          ? <a class="link" href={`/admin/tenants/${publicId("ten", tenantId)}`}>{slug}</a>
          : ownerOf({ slug })}
      </div>
    </>
  );
}

function ownerOf({ slug }: Pick<Letter, "slug">): string | undefined {
  return slug === null ? "Rowhouse itself" : slug;
}

function replayUrl({ tenantId, jobId }: DeadLetter): string {
  return `/admin/tenants/${publicId("ten", tenantId)}/jobs/${publicId("job", jobId)}/replay`;
}
