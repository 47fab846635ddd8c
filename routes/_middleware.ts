import { contentSecurity } from "./(_http)/content_security.ts";
import { logAccess } from "./(_http)/log_access.ts";
import { refuseForeignOrigin } from "./(_http)/refuse_foreign_origin.ts";
import { resolveHost } from "./(_http)/resolve_host.ts";
import { resolveSession } from "./(_http)/resolve_session.ts";

/** Every request passes these, in this order. What only one area needs is in that area's own guard. */
export default [
  logAccess,
  contentSecurity,
  resolveHost,
  refuseForeignOrigin,
  resolveSession,
];
