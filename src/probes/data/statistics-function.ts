import { createHash } from 'node:crypto';

/** Its name with its parameters, as `to_regprocedure` reads it. */
export const statisticsFunctionName = 'public.tollgate_statistics(bytea, bytea)';

/** Values that need no hash: numbers and times are rounded later, labels of enums and booleans belong to the schema. */
const shown = `(t.typtype = 'e' OR t.oid IN ('bool'::regtype, 'int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'numeric'::regtype,
      'float4'::regtype, 'float8'::regtype, 'date'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype))`;

/** HMAC-SHA-256 from its two halves, cut and marked as a profile has it; PostgreSQL knows sha256 without an extension. */
const hashed = (
  values: string,
) => `(SELECT array_agg('hmac:' || left(encode(sha256(outer_key || sha256(inner_key || convert_to(v, 'UTF8'))), 'hex'), 32) ORDER BY place)
      FROM unnest(${values}::text::text[]) WITH ORDINALITY AS u (v, place))::text`;

/**
 * A function for the owner of the tables (or a superuser) to create, so that a role without any right on the tables can read the
 * planner’s statistics: numbers and times as they are, everything else only as keyed hashes.
 */
export const statisticsFunction = `CREATE FUNCTION public.tollgate_statistics(inner_key bytea, outer_key bytea)
RETURNS TABLE (schemaname name, tablename name, attname name, inherited boolean, null_frac real, avg_width integer, n_distinct real,
  correlation real, most_common_vals text, most_common_freqs real[], histogram_bounds text, most_common_elems text,
  most_common_elem_freqs real[], elem_count_histogram real[], is_hashed boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $function$
  SELECT s.schemaname, s.tablename, s.attname, s.inherited, s.null_frac, s.avg_width, s.n_distinct, s.correlation,
    CASE WHEN ${shown} THEN s.most_common_vals::text ELSE ${hashed('s.most_common_vals')} END,
    s.most_common_freqs,
    CASE WHEN ${shown} THEN s.histogram_bounds::text END,
    ${hashed('s.most_common_elems')},
    s.most_common_elem_freqs, s.elem_count_histogram, NOT ${shown}
  FROM pg_stats AS s
  JOIN pg_namespace AS n ON n.nspname = s.schemaname
  JOIN pg_class AS c ON c.relnamespace = n.oid AND c.relname = s.tablename
  JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = s.attname
  JOIN pg_type AS t ON t.oid = a.atttypid
  WHERE s.schemaname NOT IN ('pg_catalog', 'information_schema')
$function$;
REVOKE ALL ON FUNCTION public.tollgate_statistics(bytea, bytea) FROM PUBLIC;`;

const block = 64;

/** The two halves of an HMAC-SHA-256 key (RFC 2104), so that SQL needs no exclusive or. */
export function halvesOf(key: string): { readonly inner: Buffer; readonly outer: Buffer } {
  const bytes = Buffer.from(key);
  const padded = Buffer.alloc(block);
  (bytes.length > block ? createHash('sha256').update(bytes).digest() : bytes).copy(padded);
  const xor = (byte: number) => Buffer.from(padded.map((one) => one ^ byte));
  return { inner: xor(0x36), outer: xor(0x5c) };
}
