import { Icon } from "./Icon.tsx";
import { urlWith } from "./url_with.ts";

type DownloadsProps = {
  /** Of the page; the same list is a file at `/records.csv`. */
  url: URL;
  path: string;
  endings: string[];
};

/** What the page lists, all of it and under the same filter, as a file. */
export function Downloads({ url, path, endings }: DownloadsProps) {
  return (
    <span class="flex items-center gap-3">
      <Icon name="download" class="size-3.5" />
      {endings.map((ending) => (
        <a key={ending} class="link" href={urlWith(new URL(`${path}.${ending}${url.search}`, url))} download>
          <span class="sr-only">Download as</span>
          {ending.toUpperCase()}
        </a>
      ))}
    </span>
  );
}
