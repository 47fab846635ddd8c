/** In the place of a tenant's id, for tries at the door of our own staff. */
export const OPERATORS_DOOR = "operators";
