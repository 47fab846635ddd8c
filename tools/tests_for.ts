/** Journeys through every page, without their scripts and with the eyes of `inspectPage()`. */
const PAGE_JOURNEYS = [
  "tests/journeys/screens_test.ts",
  "tests/journeys/states_test.ts",
  "tests/journeys/without_scripts_test.ts",
];

/** @returns those of `tests` that a change of the file at `path` can break, as far as its folder tells. */
export function testsFor(path: string, tests: string[]): string[] {
  const places = [path, ...placesFor(path)];
  return tests.filter((test) => places.some((it) => it.endsWith("/") ? test.startsWith(it) : test === it));
}

/** Folders, which end with a slash, and files; the folder of a file at the top is none. */
function placesFor(path: string): string[] {
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  switch (path.split("/")[0]) {
    case "migrations":
      return ["tests/policies/"];
    case "lib":
      return [folder, "tests/requests/"];
    case "routes":
      return [folder, "tests/requests/", ...(path.endsWith(".tsx") ? PAGE_JOURNEYS : [])];
    case "components":
    case "islands":
      return ["components/", ...PAGE_JOURNEYS];
    case "tests":
      return [];
    default:
      return [folder];
  }
}
