import { hitsIn, type Rule } from '../rule.ts';

const name = '(?:if (?:not )?exists )?(?:only )?(["\\w.`[\\]]{1,80})';
const statements = [
  new RegExp(`\\b(alter table|drop table|truncate(?: table)?|create table) ${name}`, 'i'),
  new RegExp(`\\b(create (?:unique )?index)(?: concurrently)?(?: if not exists)? ["\\w.]{0,80} ?on ${name}`, 'i'),
  new RegExp(`\\b(drop index)(?: concurrently)? ${name}`, 'i'),
  // Ruby on Rails, Knex, Django and Alembic
  /\b(add_column|remove_column|rename_column|change_column(?:_null|_default)?|add_index|remove_index|create_table|drop_table|add_foreign_key)\b[ (]+[:'"](\w{1,80})/,
  /\b(?:knex|schema)\b.{0,40}\.(createTable|alterTable|dropTable|table)\(\s*['"](\w{1,80})/i,
  /\bmigrations\.(AddField|RemoveField|AlterField|CreateModel|DeleteModel|AddIndex|RunSQL|RunPython)\b/,
];

/** Migrations and DDL. */
export const schemaChanges: Rule = {
  id: 'schema-change',
  dimension: 'data',
  verb: 'changes the schema',
  risk: 'how long it locks, and which plans flip, depends on production’s rows',
  find: (file, lines) => (file.status === 'removed' ? [] : hitsIn(lines, statements)),
};
