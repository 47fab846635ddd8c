import { Icon } from "@/components/Icon.tsx";

export function SearchForm({ query = "" }: { query?: string }) {
  return (
    <form method="get" action="/docs" role="search">
      <label class="input w-full text-base">
        <Icon name="search" />
        <span class="sr-only">Search the documentation</span>
        <input type="search" name="q" value={query} placeholder="Search" required />
      </label>
    </form>
  );
}
