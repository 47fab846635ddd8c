/** Thrown by a handler whose job would fail the same way every time: it goes to the dead letters at once. */
export class HopelessJobError extends Error {
  override name = "HopelessJobError";
}
