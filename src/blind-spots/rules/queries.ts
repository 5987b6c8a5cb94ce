import { hitsIn, type Rule } from '../rule.ts';

const statements = [
  /\bselect\b.{1,200}?\b(from ["\w.]{1,80})/i,
  /\b((?:left |inner |right |full )?join ["\w.]{1,80}) /i,
  /\b(insert into ["\w.]{1,80})/i,
  /\b(update ["\w.]{1,80}) set\b/i,
  /\b(delete from ["\w.]{1,80})/i,
];
const prose = /\.(md|mdx|txt|rst|adoc)$/i;

/** SQL in code and in files. */
export const queries: Rule = {
  id: 'query',
  dimension: 'data',
  verb: 'adds queries',
  risk: 'the planner may choose another plan at production’s volume',
  find: (file, lines) => (prose.test(file.path) ? [] : hitsIn(lines, statements)),
};
