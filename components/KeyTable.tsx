import { type ListedApiKey, stateOfKey } from "@/lib/identity/list_api_keys.ts";
import { publicId } from "@/lib/ids.ts";
import { Ago, type Clock } from "./Ago.tsx";
import { Badge } from "./Badge.tsx";
import { KEY_STATES, scopesText } from "./key_words.ts";
import { ActionsHead, TableFrame } from "./TableFrame.tsx";

type KeyTableProps = {
  keys: ListedApiKey[];
  clock: Clock;
  /** Whether who looks may change keys: names lead to their pages. */
  mayManage: boolean;
};

export function KeyTable({ keys, clock, mayManage }: KeyTableProps) {
  return (
    <TableFrame label="API keys">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col" class="@max-lg:hidden">Key</th>
          <th scope="col" class="@max-2xl:hidden">May</th>
          <th scope="col" class="@max-4xl:hidden">Created</th>
          <th scope="col" class="@max-lg:hidden">Last used</th>
          <th scope="col">State</th>
          {mayManage && <ActionsHead />}
        </tr>
      </thead>
      <tbody>
        {keys.map((it) => (
          <tr key={it.id} class={it.revokedAt ? "text-base-content/75" : ""}>
            <td class="font-medium wrap-anywhere">
              {mayManage
                ? <a class="link" href={`/api-keys/${publicId("key", it.id)}`}>{it.name}</a>
                : it.name}
              <div class="mt-0.5 text-xs font-normal text-base-content/75 @lg:hidden">
                <div class="font-mono">rh_…{it.hint}</div>
                {it.lastUsedAt && "Used "}
                <LastUse apiKey={it} clock={clock} />
              </div>
            </td>
            <td class="font-mono text-xs whitespace-nowrap @max-lg:hidden">rh_…{it.hint}</td>
            <td class="@max-2xl:hidden">{scopesText(it.scopes)}</td>
            <td class="@max-4xl:hidden">
              <Ago at={it.createdAt} clock={clock} />
              {it.createdBy && <span class="text-base-content/75">{` by ${it.createdBy}`}</span>}
            </td>
            <td class="@max-lg:hidden">
              <LastUse apiKey={it} clock={clock} />
            </td>
            <td>
              <State apiKey={it} clock={clock} />
            </td>
            {mayManage && (
              <td class="text-right">
                <a
                  class={`link ${it.revokedAt ? "" : "text-error"}`}
                  href={`/api-keys/${publicId("key", it.id)}/revocation`}
                >
                  {it.revokedAt ? "Details" : "Revoke"}
                  <span class="sr-only">{` ${it.name}`}</span>
                </a>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}

function State({ apiKey, clock }: { apiKey: ListedApiKey; clock: Clock }) {
  const { tone, text } = KEY_STATES[stateOfKey(apiKey, clock.now)];
  const { previousUntil, expiresAt, revokedAt } = apiKey;
  const isTwofold = !revokedAt && previousUntil !== null && previousUntil > clock.now;
  return (
    <>
      <Badge tone={tone}>{text}</Badge>
      {!revokedAt && expiresAt && (
        <div class="mt-0.5 text-xs text-base-content/75">
          {expiresAt > clock.now ? "Ends " : "Ended "}
          <Ago at={expiresAt} clock={clock} />
        </div>
      )}
      {isTwofold && (
        <div class="mt-0.5 text-xs text-base-content/75">
          Old secret ends <Ago at={previousUntil} clock={clock} />
        </div>
      )}
    </>
  );
}

/** A key that waits for its first use says so: it may have been pasted nowhere. */
function LastUse({ apiKey: { lastUsedAt }, clock }: { apiKey: ListedApiKey; clock: Clock }) {
  return lastUsedAt ? <Ago at={lastUsedAt} clock={clock} /> : <>Never used</>;
}
