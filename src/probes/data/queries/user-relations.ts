/**
 * A condition on `pg_class AS c` and `pg_namespace AS n`: what the users made, neither the server nor an extension.
 *
 * Temporary tables of other sessions are no part of the data either.
 */
export const userRelations = `n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
  AND n.nspname !~ '^pg_(toast_)?temp_'
  AND NOT EXISTS (SELECT FROM pg_depend AS e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')`;
