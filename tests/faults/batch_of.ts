/** A batch by its number: the same records each time it is asked for. */
export function batchOf(number: number, size: number) {
  return Array.from({ length: size }, (_, index) => ({
    id: `${number}-${index}`,
    type: `batch-${number}`,
    data: { index, filler: "x".repeat(200) },
  }));
}
