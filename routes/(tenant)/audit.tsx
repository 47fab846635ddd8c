import { page } from "fresh";
import { actionName, detailText } from "@/components/audit_words.ts";
import { Card } from "@/components/Card.tsx";
import { Moment } from "@/components/Moment.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { Pagination } from "@/components/Pagination.tsx";
import { TableFrame } from "@/components/TableFrame.tsx";
import { listEntries } from "@/lib/audit/list_entries.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import { define } from "@/utils.ts";

export const handler = define.handlers({
  async GET({ state, url }) {
    requirePermission(state, "audit.read");
    return page(await listEntries(state.tenant.id, { cursor: url.searchParams.get("cursor") ?? undefined }));
  },
});

export default define.page<typeof handler>(({ data: { entries, nextCursor }, state: { tenant }, url }) => (
  <>
    <PageHeader
      title="Audit log"
      lead={`Who changed what, the latest first. Entries are never changed or removed. Times are in ${
        tenant.timeZone.replaceAll("_", " ")
      }.`}
    />
    <Card flush>
      <TableFrame label="Audit entries">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col" class="max-sm:hidden">Who</th>
            <th scope="col">What</th>
            <th scope="col" class="max-sm:hidden">Detail</th>
            <th scope="col" class="max-lg:hidden">Request</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((it) => (
            <tr key={it.id}>
              <td>
                <Moment at={it.recordedAt} timeZone={tenant.timeZone} />
              </td>
              <td class="font-medium max-sm:hidden">{it.actorName}</td>
              <td class="sm:whitespace-nowrap">
                {actionName(it.action)}
                <div class="text-xs text-base-content/75 sm:hidden">
                  {it.actorName}. {detailText(it.detail)}
                </div>
              </td>
              <td class="max-w-72 break-words max-sm:hidden">{detailText(it.detail)}</td>
              <td
                class="max-w-32 truncate font-mono text-xs text-base-content/75 max-lg:hidden"
                title={it.requestId ?? undefined}
              >
                {it.requestId}
              </td>
            </tr>
          ))}
        </tbody>
      </TableFrame>
      <Pagination url={url} nextCursor={nextCursor} />
    </Card>
  </>
));
