import type { RecordedEntry } from "@/lib/audit/list_entries.ts";
import { publicId } from "@/lib/ids.ts";
import { ACTION_NAMES, detailText } from "./audit_words.ts";
import { Moment } from "./Moment.tsx";
import { QueryLink } from "./QueryLink.tsx";
import { TableFrame } from "./TableFrame.tsx";

type EntryTableProps = {
  entries: RecordedEntry[];
  timeZone: string;
  /** To everything that the person has done. */
  actorUrl: (userId: string) => string;
};

/** Entries of the audit log; each leads to what it is about. */
export function EntryTable({ entries, timeZone, actorUrl }: EntryTableProps) {
  return (
    <TableFrame label="Audit entries">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col" class="@max-xl:hidden">Who</th>
          <th scope="col">What</th>
          <th scope="col" class="w-full @max-xl:hidden">Detail</th>
          <th scope="col" class="@max-4xl:hidden">Request</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((it) => (
          <tr key={it.id}>
            <td>
              <Moment at={it.recordedAt} timeZone={timeZone} />
            </td>
            <td class="font-medium whitespace-nowrap @max-xl:hidden">
              <Actor entry={it} url={actorUrl} />
            </td>
            <td class="@xl:whitespace-nowrap">
              <Action entry={it} />
              <div class="text-xs text-base-content/75 @xl:hidden">
                <Actor entry={it} url={actorUrl} />. {detailText(it.detail)}
              </div>
            </td>
            <td class="min-w-40 break-words @max-xl:hidden">{detailText(it.detail)}</td>
            <td class="max-w-28 @max-4xl:hidden">
              <code
                class="block truncate font-mono text-xs text-base-content/75 select-all"
                title={it.requestId ?? undefined}
              >
                {it.requestId}
              </code>
            </td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}

function Actor(
  { entry: { actorKind, actorId, actorName }, url }: {
    entry: RecordedEntry;
    url: (userId: string) => string;
  },
) {
  if (actorKind !== "member" || !actorId) return <>{actorName}</>;
  return <QueryLink class="link link-hover" href={url(publicId("usr", actorId))}>{actorName}</QueryLink>;
}

function Action({ entry }: { entry: RecordedEntry }) {
  const [name, url] = [ACTION_NAMES[entry.action], subjectUrl(entry)];
  return url ? <a class="link" href={url}>{name}</a> : <>{name}</>;
}

/** Jobs are shown to operators alone. */
function subjectUrl({ subjectKind, subjectId }: RecordedEntry): string | undefined {
  switch (subjectKind) {
    case "api_key":
      return `/api-keys/${publicId("key", subjectId)}`;
    case "member":
      return `/members#${publicId("mem", subjectId)}`;
    case "role":
      return `/roles#${publicId("rol", subjectId)}`;
    case "invitation":
      return `/members#${publicId("inv", subjectId)}`;
    case "tenant":
      return "/settings";
    case "job":
      return undefined;
    case "security_event":
      return "/security-events";
  }
}
