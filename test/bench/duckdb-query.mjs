// Started by the benchmark with DuckDB installed in a folder of its own: node duckdb-query.mjs MODULE LOG
const [module, log] = process.argv.slice(2);
const { DuckDBInstance } = await import(module);
const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
const query = `
  with lines as (
    select column3 as stamp, column5 as request, column6 as status, column7 as bytes, column10 as seconds
    from read_csv('${log}', delim = ' ', quote = '"', header = false, auto_detect = false, columns = {
      'column0': 'varchar', 'column1': 'varchar', 'column2': 'varchar', 'column3': 'varchar', 'column4': 'varchar',
      'column5': 'varchar', 'column6': 'smallint', 'column7': 'bigint', 'column8': 'varchar', 'column9': 'varchar', 'column10': 'double' })
  ), routes as (
    select regexp_replace(regexp_replace(split_part(request, ' ', 1) || ' ' || split_part(split_part(request, ' ', 2), '?', 1),
      '/[0-9]+', '/{id}', 'g'), '/$', '') as route, substr(stamp, 2, 17) as minute, status, bytes, seconds
    from lines
  ), minutes as (
    select route, minute, count(*) as requests from routes group by all
  ), rates as (
    select route, avg(requests) as average, max(requests) as peak from minutes group by route
  )
  select route, count(*) as requests, sum(bytes) as bytes, count(*) filter (status >= 500) as failed, any_value(average), any_value(peak),
    approx_quantile(seconds, 0.5), approx_quantile(seconds, 0.95), approx_quantile(seconds, 0.99)
  from routes join rates using (route) group by route order by requests desc`;
const rows = (await connection.runAndReadAll(query)).getRows();
console.log(rows.map((row) => row.join(' ')).join('\n'));
