-- A directory acts by its token, as a program acts by its key.
alter table audit_entries
  drop constraint audit_entries_actor_kind_check,
  add constraint audit_entries_actor_kind_check
    check (actor_kind in ('member', 'api_key', 'operator', 'system', 'directory'));
