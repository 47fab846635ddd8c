create function gate.find_operator(person uuid)
returns table (user_id uuid, name text, email text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select o.user_id, u.name, u.email from platform.operators o join platform.users u on u.id = o.user_id
   where o.user_id = person
$$;
grant execute on function gate.find_operator to rowhouse_app;
