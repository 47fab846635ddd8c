import { Icon } from "@/components/Icon.tsx";

export function SearchForm({ query = "" }: { query?: string }) {
  return (
    <form method="get" action="/docs" role="search" class="input w-full text-base">
      <button type="submit" class="cursor-pointer" aria-label="Search">
        <Icon name="search" />
      </button>
      <input
        type="search"
        name="q"
        value={query}
        placeholder="Search"
        aria-label="Search the documentation"
        required
      />
    </form>
  );
}
