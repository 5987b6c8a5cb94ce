import{E as e,b as t,c as n,g as r,h as i,i as a,s as o}from"./schemas.js";import{a as s,i as c,n as l,r as u,t as d}from"./value-family.js";import{c as f,n as p}from"./server.js";import{r as m,t as h}from"./statistics-function.js";import{n as g,t as ee}from"./without-literals.js";import{createHmac as _}from"node:crypto";const v=e=>`to_char(${e} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`,y=`
SELECT (SELECT sum(numbackends) FROM pg_stat_database)::float8 AS used, current_setting('max_connections')::float8 AS maximum,
  (SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted)::float8 AS waiting,
  d.deadlocks::float8 AS deadlocks,
  CASE WHEN d.blks_hit + d.blks_read > 0 THEN d.blks_hit::float8 / (d.blks_hit + d.blks_read) END AS cache_hit_share,
  ${v(`d.stats_reset`)} AS reset_at
FROM pg_stat_database AS d WHERE d.datname = current_database()`,te=r({used:i(),maximum:i(),waiting:i(),deadlocks:i().nullable(),cache_hit_share:i().nullable(),reset_at:t().nullable()}).transform(({used:e,maximum:t,waiting:n,deadlocks:r,cache_hit_share:i,reset_at:a})=>({connections:{used:e,maximum:t},waitingForLocks:n,deadlocks:r,cacheHitShare:i,resetAt:a})),b=`
SELECT r.rolname AS name, r.rolsuper AS superuser, r.rolbypassrls AS "bypassesRowSecurity", r.rolcreaterole AS "createsRoles",
  r.rolcreatedb AS "createsDatabases", r.rolreplication AS replicates,
  ARRAY(SELECT n.nspname::text FROM pg_namespace AS n WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND has_schema_privilege(r.oid, n.oid, 'CREATE') ORDER BY n.nspname) AS "createsIn",
  (SELECT count(*) FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relowner = r.oid AND c.relkind IN ('r', 'p', 'm') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema')::int AS owns,
  ARRAY(SELECT g.rolname::text FROM pg_auth_members AS m JOIN pg_roles AS g ON g.oid = m.roleid WHERE m.member = r.oid ORDER BY g.rolname) AS "memberOf"
FROM pg_roles AS r WHERE r.rolname = $1`,x=`
SELECT quote_ident(n.nspname) AS schema,
  pg_has_role('pg_read_all_stats', 'USAGE') AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT') AS allowed
FROM pg_extension AS e JOIN pg_namespace AS n ON n.oid = e.extnamespace
JOIN pg_class AS c ON c.relnamespace = n.oid AND c.relname = 'pg_stat_statements'
WHERE e.extname = 'pg_stat_statements'`,ne=r({schema:t(),allowed:n()}),S=e=>`
SELECT s.queryid::text AS id, min(s.query) AS text, sum(s.calls)::float8 AS calls, sum(s.total_exec_time)::float8 AS milliseconds, sum(s.rows)::float8 AS rows
FROM ${e}.pg_stat_statements AS s
WHERE s.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND s.query ~* '^([\\s(]|/\\*.*?\\*/|--[^\\n]*\\n)*(select|insert|update|delete|with|merge)\\M'
  AND s.query !~* '\\m(pg_catalog|pg_stat_|information_schema|tollgate_statistics|(from|join)[\\s(]+pg_)'
GROUP BY s.queryid
ORDER BY sum(s.total_exec_time) DESC LIMIT 200`,re=r({id:t(),text:t(),calls:i(),milliseconds:i(),rows:i()}),C=`n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
  AND n.nspname !~ '^pg_(toast_)?temp_'
  AND NOT EXISTS (SELECT FROM pg_depend AS e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')`,w=`
WITH RECURSIVE bases AS (
  SELECT oid, typbasetype, typtype, typelem, 0 AS depth, oid AS base FROM pg_type
  UNION ALL
  SELECT b.oid, t.typbasetype, t.typtype, t.typelem, b.depth + 1, t.oid
  FROM bases AS b JOIN pg_type AS t ON t.oid = b.typbasetype WHERE b.typtype = 'd' AND b.depth < 8
), types AS (
  SELECT DISTINCT ON (oid) oid, base, typtype, typelem FROM bases ORDER BY oid, depth DESC
)
SELECT a.attrelid::int8::text AS relation, a.attname AS name, a.attnum AS position,
  format_type(a.atttypid, a.atttypmod) AS type, format_type(y.base, -1) AS base,
  y.typtype = 'e' OR coalesce(e.typtype = 'e', false) AS is_enum,
  NOT a.attnotnull AS nullable,
  CASE WHEN a.attidentity <> '' THEN 'identity' WHEN a.attgenerated = 'v' THEN 'virtual' WHEN a.attgenerated <> '' THEN 'stored'
    WHEN q.relation IS NOT NULL THEN 'serial' END AS generated,
  CASE WHEN a.attcollation <> 0 AND a.attcollation <> t.typcollation THEN o.collname END AS collation,
  coalesce(nullif(to_jsonb(a) ->> 'attstattarget', '-1')::int, current_setting('default_statistics_target')::int) AS target
FROM pg_attribute AS a
JOIN pg_class AS c ON c.oid = a.attrelid
JOIN pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_type AS t ON t.oid = a.atttypid
JOIN types AS y ON y.oid = a.atttypid
LEFT JOIN pg_type AS e ON e.oid = y.typelem
LEFT JOIN pg_collation AS o ON o.oid = a.attcollation
LEFT JOIN (
  SELECT d.refobjid AS relation, d.refobjsubid AS position FROM pg_depend AS d JOIN pg_class AS s ON s.oid = d.objid AND s.relkind = 'S'
  WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'a'
  UNION
  SELECT f.adrelid, f.adnum FROM pg_attrdef AS f JOIN pg_depend AS d ON d.classid = 'pg_attrdef'::regclass AND d.objid = f.oid
    AND d.refclassid = 'pg_class'::regclass JOIN pg_class AS s ON s.oid = d.refobjid AND s.relkind = 'S'
) AS q ON q.relation = a.attrelid AND q.position = a.attnum
WHERE a.attnum > 0 AND NOT a.attisdropped
  AND (c.relkind IN ('r', 'p', 'm', 'f') OR (c.relkind = 'i' AND EXISTS (SELECT FROM pg_index AS x WHERE x.indexrelid = c.oid AND x.indexprs IS NOT NULL)))
  AND ${C}
ORDER BY a.attrelid, a.attnum`,ie=r({relation:t(),name:t(),position:i(),type:t(),base:t(),is_enum:n(),nullable:n(),generated:a([`identity`,`serial`,`stored`,`virtual`]).nullable(),collation:t().nullable(),target:i()}),T=`
SELECT k.conrelid::int8::text AS relation, k.conname AS name, k.contype AS kind, k.convalidated AS validated,
  pg_get_constraintdef(k.oid) AS definition, k.confrelid::int8::text AS target,
  ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS u (number, place)
    JOIN pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = u.number ORDER BY u.place) AS columns,
  ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY AS u (number, place)
    JOIN pg_attribute AS a ON a.attrelid = k.confrelid AND a.attnum = u.number ORDER BY u.place) AS target_columns
FROM pg_constraint AS k
JOIN pg_class AS c ON c.oid = k.conrelid
JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE k.contype IN ('p', 'u', 'c', 'x', 'f') AND ${C}
ORDER BY k.conrelid, k.conname`,ae=r({relation:t(),name:t(),kind:a([`p`,`u`,`c`,`x`,`f`]),validated:n(),definition:t(),target:t(),columns:o(t()),target_columns:o(t())}),E=`
SELECT i.indexrelid::int8::text AS oid, i.indrelid::int8::text AS relation, n.nspname AS schema, x.relname AS name,
  pg_get_indexdef(i.indexrelid) AS definition, m.amname AS method,
  ARRAY(SELECT a.attname::text FROM unnest(i.indkey[0:i.indnkeyatts - 1]) WITH ORDINALITY AS k (number, place)
    LEFT JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.number AND k.number <> 0 ORDER BY k.place) AS columns,
  ARRAY(SELECT k.place::int FROM unnest(i.indkey) WITH ORDINALITY AS k (number, place) WHERE k.number = 0) AS expressions,
  pg_get_expr(i.indpred, i.indrelid) AS predicate,
  i.indisunique AS is_unique, i.indisprimary AS is_primary, i.indisvalid AND i.indisready AS is_valid,
  x.reltuples::float8 AS rows, x.relpages AS pages, s.idx_scan::float8 AS scans
FROM pg_index AS i
JOIN pg_class AS x ON x.oid = i.indexrelid
JOIN pg_class AS c ON c.oid = i.indrelid
JOIN pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_am AS m ON m.oid = x.relam
LEFT JOIN pg_stat_all_indexes AS s ON s.indexrelid = i.indexrelid
WHERE c.relkind IN ('r', 'p', 'm') AND ${C}
ORDER BY i.indrelid, x.relname`,oe=r({oid:t(),relation:t(),schema:t(),name:t(),definition:t(),method:t(),columns:o(t().nullable()),expressions:o(i()),predicate:t().nullable(),is_unique:n(),is_primary:n(),is_valid:n(),rows:i(),pages:i(),scans:i().nullable()}),se=`
SELECT g.tgrelid::int8::text AS relation, g.tgname AS name, pg_get_triggerdef(g.oid) AS definition, g.tgenabled <> 'D' AS enabled
FROM pg_trigger AS g JOIN pg_class AS c ON c.oid = g.tgrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
WHERE NOT g.tgisinternal AND ${C}
ORDER BY g.tgrelid, g.tgname`,ce=r({relation:t(),name:t(),definition:t(),enabled:n()}),le=`
SELECT x.stxrelid::int8::text AS relation, sn.nspname AS schema, x.stxname AS name,
  ARRAY(SELECT k::text FROM unnest(x.stxkind) AS k) AS kinds,
  ARRAY(SELECT a.attname::text FROM unnest(x.stxkeys) AS k JOIN pg_attribute AS a ON a.attrelid = x.stxrelid AND a.attnum = k) AS columns,
  pg_get_statisticsobjdef(x.oid) AS definition,
  v.n_distinct::text AS ndistinct, v.dependencies::text AS dependencies
FROM pg_statistic_ext AS x
JOIN pg_class AS c ON c.oid = x.stxrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
JOIN pg_namespace AS sn ON sn.oid = x.stxnamespace
LEFT JOIN LATERAL (SELECT s.n_distinct, s.dependencies FROM pg_stats_ext AS s
  WHERE s.statistics_schemaname = sn.nspname AND s.statistics_name = x.stxname ORDER BY to_jsonb(s) ->> 'inherited' LIMIT 1) AS v ON true
WHERE ${C}
ORDER BY x.stxrelid, x.stxname`,ue={d:`ndistinct`,f:`dependencies`,m:`mcv`,e:`expressions`},de=r({relation:t(),schema:t(),name:t(),kinds:o(a([`d`,`f`,`m`,`e`]).transform(e=>ue[e])),columns:o(t()),definition:t(),ndistinct:t().nullable(),dependencies:t().nullable()}),D=`
SELECT n.nspname AS schema, t.typname AS name, array_agg(e.enumlabel::text ORDER BY e.enumsortorder) AS labels
FROM pg_enum AS e JOIN pg_type AS t ON t.oid = e.enumtypid JOIN pg_namespace AS n ON n.oid = t.typnamespace
WHERE NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
GROUP BY n.nspname, t.typname ORDER BY n.nspname, t.typname`,fe=r({schema:t(),name:t(),labels:o(t())}),O=`
SELECT n.nspname AS schema, c.relname AS name,
  CASE WHEN c.relpersistence = 'p' AND has_sequence_privilege(c.oid, 'SELECT, USAGE') THEN pg_sequence_last_value(c.oid) END::float8 AS last,
  least(CASE WHEN s.seqincrement > 0 THEN s.seqmax ELSE -s.seqmin END,
    CASE t.typname WHEN 'int2' THEN 32767 WHEN 'int4' THEN 2147483647 ELSE 9223372036854775807 END)::float8 AS limit,
  s.seqcycle AS cycles,
  CASE WHEN o.relname IS NOT NULL THEN concat_ws('.', nn.nspname, o.relname, a.attname) END AS column
FROM pg_sequence AS s
JOIN pg_class AS c ON c.oid = s.seqrelid
JOIN pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_depend AS d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refclassid = 'pg_class'::regclass AND d.deptype IN ('a', 'i')
LEFT JOIN pg_class AS o ON o.oid = d.refobjid
LEFT JOIN pg_namespace AS nn ON nn.oid = o.relnamespace
LEFT JOIN pg_attribute AS a ON a.attrelid = o.oid AND a.attnum = d.refobjsubid
LEFT JOIN pg_type AS t ON t.oid = a.atttypid
WHERE ${C}
ORDER BY n.nspname, c.relname`,pe=r({schema:t(),name:t(),last:i().nullable(),limit:i(),cycles:n(),column:t().nullable()}),k=`
SELECT current_setting('server_version') AS version,
  current_setting('server_version_num')::int AS number,
  pg_is_in_recovery() AS replica,
  current_setting('block_size')::int AS block_size,
  pg_encoding_to_char(d.encoding) AS encoding,
  to_jsonb(d) AS database,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('name', extname, 'version', extversion) ORDER BY extname), '[]') FROM pg_extension) AS extensions,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('name', name, 'value', reset_val, 'unit', unit) ORDER BY name), '[]')
   FROM pg_settings
   WHERE name ~ '(^enable_|_cost$|^jit$|^geqo|parallel|collapse_limit$)'
     OR name IN ('work_mem', 'hash_mem_multiplier', 'effective_cache_size', 'effective_io_concurrency', 'default_statistics_target',
       'constraint_exclusion', 'cursor_tuple_fraction', 'plan_cache_mode', 'recursive_worktable_factor',
       'max_connections', 'statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout',
       'default_transaction_isolation', 'timezone')) AS settings
FROM pg_database AS d WHERE d.datname = current_database()`,A=t().nullish(),me=r({version:t(),number:i(),replica:n(),block_size:i(),encoding:t(),database:r({datcollate:t(),datctype:t(),datlocprovider:A,datcollversion:A,daticulocale:A,datlocale:A}),extensions:o(r({name:t(),version:t()})),settings:o(r({name:t(),value:t(),unit:t().nullable()}))}),he=new Map([[`c`,`libc`],[`i`,`icu`],[`b`,`builtin`]]),ge=me.transform(({version:e,number:t,replica:n,block_size:r,encoding:i,database:a,extensions:o,settings:s})=>({version:e.split(` `)[0]??e,major:Math.floor(t/1e4),replica:n,blockSize:r,database:{encoding:i,provider:he.get(a.datlocprovider??`c`)??`libc`,collate:a.datlocale??a.daticulocale??a.datcollate,ctype:a.datctype,collationVersion:a.datcollversion??null},extensions:o,settings:s})),_e=/"((?:[^"\\]|\\[\s\S])*)"|((?:[^",{}\\]|\\[\s\S])+)|(?<=[{,])(?=[,}])/g;function ve(e){let t=e.slice(e.indexOf(`{`));return t===`{}`?[]:Array.from(t.matchAll(_e),([,e,t])=>e===void 0?t===void 0||t===`NULL`?``:j(t):j(e))}const j=e=>e.includes(`\\`)?e.replaceAll(/\\([\s\S])/g,`$1`):e,M=`schemaname::text AS schema, tablename::text AS relation, attname::text AS name, inherited,
  null_frac::float8 AS null_share, avg_width::float8 AS width, n_distinct::float8 AS distinct,
  correlation::float8 AS correlation, most_common_vals::text AS common_values, most_common_freqs::float8[] AS common_shares,
  histogram_bounds::text AS histogram, most_common_elems::text AS elements, most_common_elem_freqs::float8[] AS element_shares,
  elem_count_histogram::float8[] AS element_counts`,N=`SELECT ${M}, false AS is_hashed FROM pg_stats
WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')`,ye=`SELECT ${M}, is_hashed FROM public.tollgate_statistics($1, $2)`,P=o(i()).nullable(),F=t().nullable().transform(e=>e===null?[]:ve(e)),I=r({schema:t(),relation:t(),name:t(),inherited:n(),null_share:i(),width:i(),distinct:i(),correlation:i().nullable(),common_values:F,common_shares:P,histogram:F,elements:F,element_shares:P,element_counts:P,is_hashed:n()}).transform(e=>{let t={inherited:e.inherited,nullShare:e.null_share,averageWidth:e.width,distinct:e.distinct,correlation:e.correlation,commonValues:e.common_values,commonShares:e.common_shares??[],histogram:e.histogram,elements:e.elements,elementShares:e.element_shares??[],elementCounts:e.element_counts??[],isHashed:e.is_hashed};return{relation:JSON.stringify([e.schema,e.relation]),name:e.name,raw:t}}),L=`
SELECT c.oid::int8::text AS oid, n.nspname AS schema, c.relname AS name, c.relkind AS kind,
  CASE WHEN c.relispartition THEN (SELECT jsonb_build_object('schema', pn.nspname, 'name', p.relname)
    FROM pg_inherits AS i JOIN pg_class AS p ON p.oid = i.inhparent JOIN pg_namespace AS pn ON pn.oid = p.relnamespace
    WHERE i.inhrelid = c.oid LIMIT 1) END AS parent,
  CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS partition_key,
  CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END AS partition_bound,
  c.reltuples::float8 AS rows, c.relpages AS pages, c.relallvisible AS all_visible_pages,
  (greatest(c.relpages, 0) + coalesce(t.relpages, 0)
    + coalesce((SELECT sum(greatest(x.relpages, 0)) FROM pg_index AS i JOIN pg_class AS x ON x.oid = i.indexrelid WHERE i.indrelid IN (c.oid, t.oid)), 0))::float8
    * current_setting('block_size')::int AS bytes,
  ${v(`greatest(s.last_analyze, s.last_autoanalyze)`)} AS analyzed_at,
  ${v(`greatest(s.last_vacuum, s.last_autovacuum)`)} AS vacuumed_at,
  CASE WHEN s.n_tup_upd + s.n_tup_del = 0 AND abs(c.reltuples - s.n_tup_ins) <= 0.01 * c.reltuples
    THEN 0 ELSE s.n_mod_since_analyze END::float8 AS modifications, s.n_dead_tup::float8 AS dead,
  c.relrowsecurity AS row_security,
  CASE WHEN c.relrowsecurity AND row_security_active(c.oid) THEN 'row-security'
    WHEN NOT has_any_column_privilege(c.oid, 'SELECT') THEN 'no-privilege' END AS hidden
FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_class AS t ON t.oid = c.reltoastrelid
LEFT JOIN pg_stat_all_tables AS s ON s.relid = c.oid
WHERE c.relkind IN ('r', 'p', 'm', 'f') AND ${C}
ORDER BY n.nspname, c.relname`,be={r:`table`,p:`partitioned`,m:`materialized-view`,f:`foreign`},xe=r({oid:t(),schema:t(),name:t(),kind:a([`r`,`p`,`m`,`f`]),parent:r({schema:t(),name:t()}).nullable(),partition_key:t().nullable(),partition_bound:t().nullable(),rows:i(),pages:i(),all_visible_pages:i(),bytes:i(),analyzed_at:t().nullable(),vacuumed_at:t().nullable(),modifications:i().nullable(),dead:i().nullable(),row_security:n(),hidden:a([`row-security`,`no-privilege`]).nullable()}).transform(({oid:e,hidden:t,...n})=>({oid:e,hidden:t,table:{schema:n.schema,name:n.name,kind:be[n.kind],parent:n.parent,partitionKey:n.partition_key,partitionBound:n.partition_bound,rows:n.rows<0?null:n.rows,pages:Math.max(0,n.pages),allVisiblePages:Math.max(0,n.all_visible_pages),bytes:n.bytes,analyzedAt:n.analyzed_at,vacuumedAt:n.vacuumed_at,modificationsSinceAnalyze:n.modifications,deadRows:n.dead,rowSecurity:n.row_security}})),Se={server:k,activity:y,tables:L,columns:w,statistics:N,indexes:E,constraints:T,triggers:se,"extended-statistics":le,enums:D,sequences:O,role:b,"statements-place":x,statements:S(`public`)};function Ce(e){return Object.fromEntries(Object.entries(Se).map(([t,n])=>[`${e}/data/${t}`,n.trim()]))}const we=[[/^28/,`unauthorized`],[/^3D000$/,`not-found`],[/^42501$/,`forbidden`],[/^(57014|55P03)$/,`timeout`],[/^(53|57P0)/,`server-error`],[/^(ECONN|ENOTFOUND|EAI_|EHOST|ENET|EPIPE|ENOENT|08)/,`unreachable`],[/^[0-9A-Z]{5}$/,`query-refused`]],Te=e=>e instanceof Error&&`code`in e&&typeof e.code==`string`?e.code:``;function Ee(t,n){if(t instanceof e)return`bad-response`;let r=Te(t),i=we.find(([e])=>e.test(r))?.[1];return i===void 0?/timeout/i.test(n)?`timeout`:/password|SASL|SCRAM|authentication/i.test(n)?`unauthorized`:`unreachable`:i}function R(t){return t instanceof AggregateError?[...new Set(t.errors.map(R))].join(`; `):t instanceof e?`the catalogue is not what PostgreSQL 14 to 18 have: ${t.issues[0]?.message}`:t instanceof Error&&t.message!==``?t.message:String(t)}function De(e,t){let n=R(e);return{reason:Ee(e instanceof AggregateError?e.errors[0]:e,n),message:`${z(t)}: ${n}`}}function z(e){if(!URL.canParse(e))return`PostgreSQL`;let{host:t,pathname:n,searchParams:r}=new URL(e);return`PostgreSQL at ${t===``?r.get(`host`)??`localhost`:t}${n}`}const B=`postgresql`;function V(e){let t=e.length-5;return t>0?`${e.slice(0,5).join(`, `)} and ${t} more`:e.join(`, `)}const H=(e,t)=>e.tables.filter(t).map(({schema:e,name:t})=>`${e}.${t}`);function Oe(e){return H(e,({statistics:e})=>e===`no-privilege`||e===`row-security`)}function ke({tables:e}){let t=e.filter(({statistics:e})=>e===`read`).flatMap(({extendedStatistics:e})=>e).filter(({kinds:e,ndistinct:t,dependencies:n})=>(e.includes(`ndistinct`)||e.includes(`dependencies`))&&t===null&&n===null);return t.length===0?[]:[{reason:`statistics-hidden`,message:`not shown, or not computed: the extended statistics ${V(t.map(({schema:e,name:t})=>`${e}.${t}`))}; PostgreSQL shows them to the owner of the table only`}]}const Ae={"not-installed":`no statement is known: pg_stat_statements is not created in this database`,"not-granted":`pg_stat_statements shows this role no statement of others: it lacks pg_read_all_stats, or the right to read the view`,refused:`pg_stat_statements is created and gives no answer: is it in shared_preload_libraries?`};function je(e,t){let{server:n,role:r,statements:i,statementsLeftOut:a=0,tables:o}=e,s=H(e,({rows:e,kind:t})=>e===null&&t!==`foreign`),c=o.some(e=>e.columns.some(({treatment:e})=>e===`hidden`));return[n.replica&&{reason:`not-on-a-replica`,message:`a replica: activity, ANALYZE times and statements of the primary are not known here`},s.length>0&&{reason:`never-analysed`,message:`never analysed: ${V(s)}`},...ke(e),c&&{reason:`key-missing`,message:`without TOLLGATE_PROFILE_KEY no value of text leaves the database`},i===null&&{reason:`statements-hidden`,message:Ae[e.statementsUnread??`refused`]},a>0&&{reason:`statements-hidden`,message:`${a} of the most costly statements are longer than 4,000 characters and left out`},r===null&&{reason:`role-unknown`,message:t.role===null?`the role that the application connects as is not named`:`there is no role “${t.role}”`}].filter(e=>e!==!1)}function U(e,t){return{state:`present`,measure:e,scope:{route:null,slice:``},source:B,query:null,value:{kind:`quantity`,value:t,unit:e}}}function Me(e,t){let n=Oe(e),r=e.tables.flatMap(e=>e.columns),i=e.tables.reduce((e,t)=>e+(t.kind===`partitioned`?0:t.rows??0),0);return{status:n.length>0?`partial`:`ok`,reason:n.length>0?`statistics-hidden`:null,message:n.length>0?`no right to see the statistics of ${V(n)}`:null,source:B,convention:null,remarks:je(e,t),evidence:[U(`tables`,e.tables.length),U(`rows`,i),U(`columns`,r.length),U(`statements`,e.statements?.length??0)]}}function W(e,t){return f+_(`sha256`,t).update(e).digest(`hex`).slice(0,32)}function Ne(e){return _(`sha256`,e).update(`tollgate.key-id`).digest(`hex`).slice(0,12)}const[Pe,Fe]=[.01,.99];function Ie(e){let t=10**Math.floor(Math.log10(e));return([1,2,5,10].find(n=>n*t>=e*.999999999)??10)*t}function G(e,t){return e===0||!Number.isFinite(e)?e:Number(e.toPrecision(t))}function Le(e,t){let[n=NaN,r=NaN]=s(c(e),[Pe,Fe]),i=Math.max(Math.abs(n),Math.abs(r));if(!(Number.isFinite(n)&&Number.isFinite(r)))return e=>G(e,3);let a=t?1:i/10**6,o=r-n;if(o===0)return e=>t?Math.round(e/86400)*86400:G(e,3);let l=Ie(Math.max(o/1e3,a)),u=e=>Math.round(e/l)*l,d=(e,t)=>u(u(e)+Math.sign(t)*Math.max(l,G(Math.abs(t),1)));return e=>Number.isFinite(e)?e>r+l?d(r,e-r):e<n-l?d(n,e-n):u(e):e}const Re=[[`empty`,/^$/],[`outer-space`,/^\s|\s$/],[`quote`,/['"\\]/],[`control-character`,/[\u0000-\u0008\u000a-\u001f\u007f]/],[`non-ascii`,/[^\u0000-\u007f]/],[`beyond-basic-plane`,/[\u{10000}-\u{10ffff}]/u]],ze=[[`negative`,/^-[\d.]/],[`infinite`,/^-?infinity$/i]];function Be(e,t){return(t===`text`||t===`exact`?Re:ze).flatMap(([t,n])=>e.some(e=>n.test(e))?[t]:[])}const K=e=>e.reduce((e,t)=>e+t,0);function Ve(e,{isSafe:t,key:n}){return t||e===`exact`?`plain`:e===`text`?n===null?`hidden`:`hashed`:`rounded`}function q(e,t){let n=e.commonValues.map((t,n)=>[t,e.commonShares[n]??0]),{rows:r,leastRows:i}=t;return n.filter(([,e])=>r!==null&&e*r>=i)}function He(e,t){let n=Array.from({length:t+1},(e,n)=>n/t);return t<1?[]:s(c(e),n)}function Ue(e){let t=new Map;for(let[n,r]of e)t.set(n,(t.get(n)??0)+r);return[...t].sort(([,e],[,t])=>t-e)}function J(e,t){return e.map(([e,n])=>({value:t(e),share:n})).filter(({value:e})=>Number.isFinite(e)).sort((e,t)=>e.value-t.value)}function We(e,t,n){let r=e=>l(e,t),i=e.commonValues.map((t,n)=>[t,e.commonShares[n]??0]),a=q(e,n),o=new Set(a.map(([e])=>e)),s=e.histogram.map(r).filter(Number.isFinite),c=s.length<2?0:Math.max(0,1-e.nullShare-K(e.commonShares)),d=Le({masses:J(i,r),bounds:s,spread:c},t===`date`||t===`time`),f=e=>Number.isNaN(e)?[]:[u(d(e),t)],p={masses:J(i.filter(([e])=>!o.has(e)),r),bounds:s,spread:c},m=(n.rows??0)*(c+K(p.masses.map(({share:e})=>e))),h=Math.max(s.length,p.masses.length)-1;return{common:Ue(a.flatMap(([e,t])=>f(r(e)).map(e=>[e,t]))),histogram:He(p,Math.min(h,Math.floor(m/n.leastRows))).flatMap(f)}}function Ge(e,t,n){let r=e=>t.isHashed?e:W(e,n.key??``);switch(e){case`plain`:return{common:t.commonValues.map((e,n)=>[e,t.commonShares[n]??0]),histogram:t.histogram};case`rounded`:return We(t,d(n.type,n.isEnum),n);case`hashed`:return{common:q(t,n).map(([e,t])=>[r(e),t]),histogram:[]};case`hidden`:return{common:[],histogram:[]}}}function Ke(e,t,n){let{elements:r,elementShares:i,elementCounts:a,isHashed:o}=t;if(r.length===0||e===`hidden`||e===`rounded`)return null;let{key:s,rows:c,leastRows:l}=n,u=r.map((e,t)=>[e,i[t]??0]).filter(([,t])=>e===`plain`||c!==null&&t*c>=l),d=t=>e===`plain`||o?t:W(t,s??``);return{values:u.map(([e])=>d(e)),shares:u.map(([,e])=>e),extra:i.slice(r.length),counts:[...a]}}function qe(e,t,n){let{common:r,histogram:i}=Ge(e,t,n),a=r.map(([,e])=>e),o=K(t.commonShares)-K(a),s=d(n.type,n.isEnum);return{inherited:t.inherited,nullShare:t.nullShare,averageWidth:t.averageWidth,distinct:t.distinct,correlation:t.correlation,commonValues:r.map(([e])=>e),commonShares:a,hiddenCommon:{count:Math.max(0,t.commonValues.length-r.length),share:o>1e-6?o:0},histogram:[...i],histogramBounds:t.histogram.length,elements:Ke(e,t,n),traits:t.isHashed?[]:Be([...t.commonValues,...t.histogram],s)}}function Je(e,t){let n=Ve(d(t.type,t.isEnum),t),r=e.some(({isHashed:e})=>e)&&n===`plain`?`hashed`:n;return{treatment:r,statistics:e.map(e=>qe(r,e,t))}}const Y=/^\s*::\s*((?:"(?:[^"]|"")*"|\w+)(?:\.(?:"(?:[^"]|"")*"|\w+))?(?: (?:with|without) time zone| precision| varying)?)/,Ye=/^(?:smallint|integer|bigint|numeric|real|double precision)$/,X=/^(?:date|timestamp (?:with|without) time zone)$/,Xe=/^(?:boolean|interval|regconfig|regclass|regproc)$/,Ze=/^\d{4}-\d\d-01(?: 00:00:00(?:\+00)?)?$/,Z=e=>/^'(?:[^'\\]|'')*'$/.test(e)?e.slice(1,-1).replaceAll(`''`,`'`):null,Q=e=>e.replaceAll(/\D/g,``).length<=6;function Qe(e){let t=Number(e);return Number.isFinite(t)&&Number(t.toPrecision(6))===t}const $e=(e,t)=>/->>?\s*$/.test(t)&&/^[A-Za-z_]\w*$/.test(e)&&Q(e);function et({literal:e,before:t,after:n},r){let i=Z(e);if(i===null)return Qe(e);let a=Y.exec(n)?.[1]??``;return X.test(a)?Ze.test(i):Ye.test(a)||a===``?Qe(i):r.has(a)||Xe.test(a)&&Q(i)||$e(i,t)}function $(e,t){let n=ee(e),r=t.filter(({name:e})=>n.has(e));if(r.length>0&&r.every(({treatment:e})=>e===`plain`))return e;let i=r.length===0||r.some(({treatment:e})=>e===`hashed`||e===`hidden`),a=new Set(t.filter(({isEnum:e})=>e).map(({type:e})=>e.replace(/\[\]$/,``)));return g(e,e=>{if(et(e,a))return!0;let t=Z(e.literal);return!i&&t!==null&&!X.test(Y.exec(e.after)?.[1]??``)&&Q(t)})}function tt(e,[t,n,r]){let i=[`${t}.${n}.${r}`,`${n}.${r}`];return e.some(e=>{let t=RegExp(`^${e.split(`*`).map(nt).join(`.*`)}$`,`s`);return i.some(e=>t.test(e))})}const nt=e=>e.replaceAll(/[.*+?^${}()|[\]\\]/g,`\\$&`);function rt(e,t){let n={relations:e,database:t,tableByOid:new Map(e.tables.map(e=>[e.oid,e])),columns:Map.groupBy(e.columns,({relation:e})=>e),statistics:Map.groupBy(e.statistics,({relation:e})=>e),indexes:Map.groupBy(e.indexes,({relation:e})=>e),constraints:Map.groupBy(e.constraints,({relation:e})=>e)},r=Map.groupBy(e.triggers,({relation:e})=>e),i=Map.groupBy(e.extendedStatistics,({relation:e})=>e);return e.tables.map(e=>{let t=n.constraints.get(e.oid)??[],a=ot(n,e.oid,e.table),o=ct(n,e.oid,a);return{...e.table,partitionKey:it(e.table.partitionKey),partitionBound:it(e.table.partitionBound),statistics:at(e,a),columns:a,constraints:t.flatMap(e=>lt(e,o)),foreignKeys:t.flatMap(t=>ut(n,e,t)),indexes:(n.indexes.get(e.oid)??[]).map(t=>dt(n,{row:e,defined:o},t)),triggers:(r.get(e.oid)??[]).map(({relation:e,...t})=>({...t,definition:g(t.definition)})),extendedStatistics:(i.get(e.oid)??[]).map(({relation:e,...t})=>({...t,definition:g(t.definition)}))}})}const it=e=>e===null?null:g(e);function at({hidden:e},t){return t.some(({statistics:e})=>e.length>0)?`read`:e??`none`}function ot({columns:e,statistics:t,database:n},r,i){let a=Map.groupBy(t.get(JSON.stringify([i.schema,i.name]))??[],({name:e})=>e);return(e.get(r)??[]).map(e=>({name:e.name,position:e.position,type:e.type,nullable:e.nullable,generated:e.generated,collation:e.collation,statisticsTarget:e.target,...Je((a.get(e.name)??[]).map(({raw:e})=>e),{type:e.base,isEnum:e.is_enum,isSafe:tt(n.safeColumns,[i.schema,i.name,e.name]),rows:i.rows,leastRows:n.leastRows,key:n.key})}))}const st={p:`primary-key`,u:`unique`,c:`check`,x:`exclusion`};function ct({columns:e},t,n){let r=new Set((e.get(t)??[]).filter(({is_enum:e})=>e).map(({name:e})=>e));return n.map(({name:e,treatment:t,type:n})=>({name:e,treatment:t,type:n,isEnum:r.has(e)}))}function lt({kind:e,name:t,columns:n,definition:r,validated:i},a){return e===`f`?[]:[{name:t,kind:st[e],columns:n,definition:$(r,a),validated:i}]}function ut({tableByOid:e},{table:t},n){let r=e.get(n.target)?.table;if(n.kind!==`f`||r===void 0)return[];let i=t.rows===null||r.rows===null||r.rows===0?null:t.rows/r.rows;return[{name:n.name,columns:n.columns,to:{schema:r.schema,name:r.name,columns:n.target_columns},validated:n.validated,fanOut:i}]}function dt(e,{row:{table:t},defined:n},r){let i=r.rows<0?null:r.rows,a=ot(e,r.oid,{schema:r.schema,name:r.name,rows:i??t.rows});return{name:r.name,definition:$(r.definition,n),method:r.method,columns:r.columns,predicate:r.predicate===null?null:$(r.predicate,n),unique:r.is_unique,primary:r.is_primary,valid:r.is_valid,rows:i,pages:Math.max(0,r.pages),scans:r.scans,expressions:a.filter(({position:e})=>r.expressions.includes(e))}}const ft=r({callable:n()});async function pt(e,t){if(t!==null){let[n]=await e.read(ft,`
SELECT p.prosecdef AND has_function_privilege(p.oid, 'EXECUTE')
  AND (r.rolsuper OR r.oid = (SELECT datdba FROM pg_database WHERE datname = current_database())) AS callable
FROM pg_proc AS p JOIN pg_roles AS r ON r.oid = p.proowner
WHERE p.oid = to_regprocedure($1)`,[m]);if(n?.callable===!0){let{inner:n,outer:r}=h(t);return e.read(I,ye,[n,r])}}return e.read(I,N)}async function mt(e,t){return{tables:await e.read(xe,L),columns:await e.read(ie,w),statistics:await pt(e,t),indexes:await e.read(oe,E),constraints:await e.read(ae,T),triggers:await e.read(ce,se),extendedStatistics:await e.read(de,le)}}async function ht(e){let[t]=await e.read(ne,x);if(t===void 0)return{statements:null,statementsUnread:`not-installed`};if(!t.allowed)return{statements:null,statementsUnread:`not-granted`};let n=await e.attempt(()=>e.read(re,S(t.schema)));if(n===null)return{statements:null,statementsUnread:`refused`};let r=n.filter(({text:e})=>e.length<=4e3).map(e=>({...e,text:g(e.text)}));return{statements:r,statementsLeftOut:n.length-r.length}}async function gt(e,t){if(t===null)return null;let[n]=await e.read(p,b,[t]);return n??null}async function _t(e,t){let[n]=await e.read(ge,k);if(n===void 0)throw Error(`the server does not list the database of this connection`);let[r]=await e.read(te,y),i=await mt(e,t.key);return{engine:`postgresql`,server:n,redaction:{keyId:t.key===null?null:Ne(t.key),leastRows:t.leastRows,safeColumns:[...t.safeColumns]},tables:rt(i,t),enums:await e.read(fe,D),sequences:await e.read(pe,O),activity:r??{connections:null,waitingForLocks:null,deadlocks:null,cacheHitShare:null,resetAt:null},role:await gt(e,t.role),...await ht(e)}}const vt=e=>`
SET LOCAL statement_timeout = '${Math.round(e*1e3)}ms';
SET LOCAL lock_timeout = '1s';
SET LOCAL idle_in_transaction_session_timeout = '30s';
SET LOCAL search_path = pg_catalog;
SET LOCAL datestyle = 'ISO, YMD';
SET LOCAL timezone = 'UTC';
SET LOCAL extra_float_digits = 1;
SET LOCAL bytea_output = 'hex';
SET LOCAL standard_conforming_strings = on;
SET LOCAL jit = off;
SET LOCAL max_parallel_workers_per_gather = 0;`;async function yt(e,t){let{default:n}=await import(`./esm.js`),r=new n.Client({connectionString:e.url,application_name:`tollgate`,connectionTimeoutMillis:Math.min(15,e.timeoutSeconds)*1e3,query_timeout:e.timeoutSeconds*1e3+2e3});r.on(`error`,()=>{}),await r.connect();try{return await r.query(`BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY`),await r.query(vt(e.timeoutSeconds)),await t({async read(e,t,n=[]){let{rows:i}=await r.query(t,[...n]);return i.map(t=>e.parse(t))},async attempt(e){await r.query(`SAVEPOINT tollgate_attempt`);try{return await e()}catch(e){if(!(e instanceof n.DatabaseError))throw e;return await r.query(`ROLLBACK TO SAVEPOINT tollgate_attempt`),null}}})}finally{await r.query(`ROLLBACK`).catch(()=>{}),await r.end().catch(()=>{})}}function bt({reason:e,message:t}){return{status:`unavailable`,reason:e,message:t,source:B,convention:null,remarks:[],evidence:[]}}async function xt(e){let{environment:t,database:n,window:r,dryRun:i,progress:a}=e,o={history:[],window:r,sections:{},queries:{}};if(n===null)return o;let s=z(n.url);return a(`${t}: ${i?`would read`:`reading`} the statistics of ${s}`),i?{...o,queries:Ce(t)}:{...o,...await St(n)}}async function St(e){try{let t=await yt(e,t=>_t(t,e));return{sections:{data:Me(t,e)},catalogues:{data:t}}}catch(t){return{sections:{data:bt(De(t,e.url))}}}}export{xt as probeData};