/** PostgreSQL before 18: the catalogues themselves, which only a superuser may write. `$1` is a JSON array of rows. */
export const writeRelations = `
UPDATE pg_catalog.pg_class AS c SET relpages = s.pages, reltuples = s.rows, relallvisible = s.visible
FROM pg_catalog.jsonb_to_recordset($1::jsonb) AS s(oid oid, pages int, rows real, visible int) WHERE c.oid = s.oid`;

/** Operators that ANALYZE would name: of the type's own B-tree class, or of the class of what it is stored as. */
const operators = `
SELECT t.oid AS type,
  (SELECT o.oid FROM pg_catalog.pg_opclass AS o
   WHERE o.opcmethod = 403 AND o.opcdefault AND (o.opcintype = t.oid
     OR (o.opcintype = 'pg_catalog.anyenum'::pg_catalog.regtype AND t.typtype = 'e')
     OR (o.opcintype = 'pg_catalog.anyarray'::pg_catalog.regtype AND t.typelem <> 0 AND t.typlen = -1)
     OR (o.opcintype = 'pg_catalog.anyrange'::pg_catalog.regtype AND t.typtype = 'r')
     OR (o.opcintype = 'pg_catalog.anymultirange'::pg_catalog.regtype AND t.typtype = 'm')
     OR EXISTS (SELECT FROM pg_catalog.pg_cast AS k WHERE k.castsource = t.oid AND k.casttarget = o.opcintype AND k.castmethod = 'b' AND k.castcontext = 'i'))
   ORDER BY o.opcintype = t.oid DESC, o.opcintype = 'pg_catalog.text'::pg_catalog.regtype DESC, o.oid LIMIT 1) AS class
FROM pg_catalog.pg_type AS t WHERE t.oid IN (SELECT "typeOid" FROM given UNION SELECT e.typelem FROM pg_catalog.pg_type AS e JOIN given AS g ON g."typeOid" = e.oid)`;

const operator = (strategy: number) => `
(SELECT a.amopopr FROM pg_catalog.pg_amop AS a JOIN pg_catalog.pg_opclass AS o ON o.opcfamily = a.amopfamily
 WHERE o.oid = classes.class AND a.amoplefttype = o.opcintype AND a.amoprighttype = o.opcintype AND a.amopstrategy = ${strategy})`;

/** A kind of statistics is one of five numbered places in the row; kinds that are missing leave theirs to the next. */
const slots = `
SELECT g.oid, g.position, g.inherited, s.kind, s.op, s.numbers, s.vals, s.valtype,
  pg_catalog.row_number() OVER (PARTITION BY g.oid, g.position, g.inherited ORDER BY s.kind) AS place
FROM given AS g
LEFT JOIN ops ON ops.type = g."typeOid"
LEFT JOIN pg_catalog.pg_type AS y ON y.oid = g."typeOid"
LEFT JOIN ops AS elem ON elem.type = y.typelem
CROSS JOIN LATERAL (VALUES
  (1, ops.eq, g."commonShares", g."commonValues", g."typeOid"),
  (2, ops.lt, NULL::real[], g.histogram, g."typeOid"),
  (3, ops.lt, CASE WHEN g.correlation IS NOT NULL THEN ARRAY[g.correlation] END, NULL, NULL),
  (4, elem.eq, g."elementShares", g.elements, y.typelem),
  (5, elem.eq, g."elementCounts", NULL, NULL)
) AS s(kind, op, numbers, vals, valtype)
WHERE s.op IS NOT NULL AND (s.numbers IS NOT NULL OR s.vals IS NOT NULL)`;

const places = [1, 2, 3, 4, 5];
const eachPlace = (text: (place: number) => string) => places.map(text).join(', ');
const inPlace = (place: number, column: string) => `max(CASE WHEN place = ${place} THEN ${column} END)`;

/** \`array_in\` makes an array of a type that is only known here, as \`anyarray\` is stored; values are text until then. */
export const writeColumns = `
WITH given AS (
  SELECT * FROM pg_catalog.jsonb_to_recordset($1::jsonb) AS s(oid oid, position int2, inherited bool, "typeOid" oid, "collation" oid,
    "nullShare" real, width int, "distinct" real, correlation real, "commonValues" text, "commonShares" real[], histogram text,
    elements text, "elementShares" real[], "elementCounts" real[])
), classes AS (${operators}), ops AS (
  SELECT classes.type, ${operator(1)} AS lt, ${operator(3)} AS eq FROM classes
), slots AS (${slots}), wide AS (
  SELECT oid, position, inherited, ${eachPlace(
    (place) => `${inPlace(place, 'kind')} AS kind${place}, ${inPlace(place, 'op::int8')} AS op${place},
    max(numbers) FILTER (WHERE place = ${place}) AS numbers${place}, ${inPlace(place, 'vals')} AS vals${place},
    ${inPlace(place, 'valtype::int8')} AS valtype${place}`,
  )}
  FROM slots GROUP BY oid, position, inherited
)
INSERT INTO pg_catalog.pg_statistic
SELECT g.oid, g.position, g.inherited, g."nullShare", g.width, g."distinct",
  ${eachPlace((place) => `coalesce(w.kind${place}, 0)::int2`)},
  ${eachPlace((place) => `coalesce(w.op${place}, 0)::oid`)},
  ${eachPlace((place) => `CASE WHEN w.kind${place} IS NULL THEN 0::oid ELSE g."collation" END`)},
  ${eachPlace((place) => `w.numbers${place}`)},
  ${eachPlace((place) => `pg_catalog.array_in(w.vals${place}::cstring, w.valtype${place}::oid, -1)`)}
FROM given AS g LEFT JOIN wide AS w USING (oid, position, inherited)`;

export const clearColumns = `
DELETE FROM pg_catalog.pg_statistic WHERE starelid IN (SELECT s.oid FROM pg_catalog.jsonb_to_recordset($1::jsonb) AS s(oid oid))`;
