/** Every page of a list, the first one first; each is read when it is asked for. */
export async function* walkPages<Page extends { nextCursor?: string }>(
  read: (after?: string) => Promise<Page>,
): AsyncGenerator<Page> {
  let after: string | undefined;
  do {
    const page = await read(after);
    yield page;
    after = page.nextCursor;
  } while (after !== undefined);
}
