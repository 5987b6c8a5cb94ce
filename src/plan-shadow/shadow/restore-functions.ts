/** PostgreSQL 18 and later: the server's own functions, which the owner of a table may call. `$1` is a JSON array of rows. */
export const restoreRelations = `
SELECT pg_catalog.pg_restore_relation_stats('schemaname', s.schema, 'relname', s.name, 'relpages', s.pages, 'reltuples', s.rows,
  'relallvisible', s.visible) AS done
FROM pg_catalog.jsonb_to_recordset($1::jsonb) AS s(schema text, name text, pages int, rows real, visible int)`;

export const restoreColumns = `
SELECT pg_catalog.pg_restore_attribute_stats('schemaname', s.schema, 'relname', s.relation, 'attnum', s.position::int2,
  'inherited', s.inherited, 'null_frac', s."nullShare", 'avg_width', s.width, 'n_distinct', s.distinct, 'correlation', s.correlation,
  'most_common_vals', s."commonValues", 'most_common_freqs', s."commonShares", 'histogram_bounds', s.histogram,
  'most_common_elems', s.elements, 'most_common_elem_freqs', s."elementShares", 'elem_count_histogram', s."elementCounts") AS done
FROM pg_catalog.jsonb_to_recordset($1::jsonb) AS s(schema text, relation text, position int, inherited bool, "nullShare" real,
  width int, "distinct" real, correlation real, "commonValues" text, "commonShares" real[], histogram text, elements text,
  "elementShares" real[], "elementCounts" real[])`;
