-- What ends a session, all in one list: that a membership ended is a reason beside those of 0042.
alter table platform.sessions drop constraint sessions_revoked_because_check;
alter table platform.sessions add constraint sessions_revoked_because_check check (revoked_because in (
  'signed_out', 'refresh_reused', 'revoked_by_self', 'revoked_by_admin', 'revoked_by_operator', 'password_changed',
  'factor_changed', 'email_changed', 'member_deactivated', 'member_left', 'policy_changed', 'suspicious',
  'membership_ended'));
