import type { Command } from 'commander';
import type { Registrar } from '../registrar.ts';
import { withConfiguration, withForms } from '../shared-options.ts';

function withServer(command: Command): Command {
  return command
    .option(
      '--postgres-bin <DIR>',
      'folder of PostgreSQL’s programs, of production’s major version (default: installed)',
    )
    .option('--search-path <SCHEMAS>', 'where tables are looked for, with commas', 'public');
}

const profileHelp = 'production’s profile, from `collect production --only data`';

/** Production's planner without production's rows. */
export function describeShadows({ command, group }: Registrar): void {
  group('query shadow', 'production’s planner in a throw-away PostgreSQL, without production’s rows');
  withServer(
    command(
      'query shadow build',
      'build a shadow of production, and say what it cannot reproduce',
      async () => (await import('../run-shadow-build.ts')).runShadowBuild,
    )
      .argument('<PROFILE>', profileHelp)
      .option('--schema <PATH>', 'file or folder of the schema (pg_dump --schema-only, or migrations)')
      .option('--hold', 'keep it until Ctrl-C, to ask it with psql')
      .option('--json <FILE>', 'write the result as JSON; - for standard output'),
  );
  withServer(
    command(
      'query shadow explain',
      'plan queries as production would',
      async () => (await import('../run-shadow-explain.ts')).runShadowExplain,
    )
      .argument('<QUERY.sql...>', 'files or folders of queries; $1, $2, … stand for values')
      .option('--profile <FILE>', profileHelp)
      .option('--schema <PATH>', 'file or folder of the schema')
      .option('--json <FILE>', 'write the plans as JSON; - for standard output'),
  );
  withForms(
    withServer(
      withConfiguration(
        command(
          'query shadow diff',
          'plan a change’s queries, indexes and migrations as production would, before and after it: a flip for the worse blocks',
          async () => (await import('../run-shadow-diff.ts')).runShadowDiff,
        ),
      )
        .argument('<BASE>', 'checkout (or one file of SQL) before the change')
        .argument('<HEAD>', 'checkout (or one file of SQL) after it')
        .option('--profile <FILE>', profileHelp)
        .option('--schema <PATH>', 'schema inside BASE and HEAD (default: schema.sql, db/schema.sql, …)')
        .option('--migrations <PATH>', 'migrations inside BASE and HEAD (default: migrations, db/migrations, …)')
        .option('--queries <PATH>', 'queries inside BASE and HEAD (default: queries, db/queries, sql)'),
    ),
  );
}

/** Where a plan changes as tables grow. */
export function describeWhy({ command }: Registrar): void {
  withServer(
    command(
      'query why',
      'say in words where a query’s plan changes between staging’s number of rows and production’s',
      async () => (await import('../run-query-why.ts')).runQueryWhy,
    )
      .argument('<QUERY.sql...>', 'files or folders of queries; $1, $2, … stand for values')
      .option('--profile <FILE>', profileHelp)
      .option('--schema <PATH>', 'file or folder of the schema')
      .option('--staging <FILE>', 'staging’s profile (default: from a thousand rows a table)')
      .option('--json <FILE>', 'write the answers as JSON; - for standard output'),
  );
}
