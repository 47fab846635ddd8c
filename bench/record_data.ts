/** What a shop would send with a record, of ordinary length. */
export const DATA = {
  total_minor: 1299,
  currency: "EUR",
  note: "a record of ordinary length, as a shop would send it",
};
