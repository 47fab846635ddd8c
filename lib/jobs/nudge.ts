/** Of the global object, because the built server and the worker beside it each load their own copy of this module. */
export const NUDGE_EVENT = "rowhouse.nudge";

/** Tells the worker in this process, if there is one, to look at the queue now. Call it after the commit. */
export function nudge(): void {
  dispatchEvent(new Event(NUDGE_EVENT));
}
