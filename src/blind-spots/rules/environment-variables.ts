import { hitsIn, type Rule } from '../rule.ts';

const word = '([A-Z][A-Z0-9_]{1,79})';
const reads = [
  new RegExp(`\\bprocess\\.env\\.${word}\\b`),
  new RegExp(`\\bprocess\\.env\\[['"\`]${word}['"\`]\\]`),
  new RegExp(`\\bimport\\.meta\\.env\\.${word}\\b`),
  new RegExp(`\\bos\\.environ(?:\\.get\\(|\\[)\\s*['"]${word}['"]`),
  new RegExp(`\\b(?:getenv|Getenv|LookupEnv|env::var|env\\.get|EnvironmentVariable|fetchEnv)\\(\\s*['"]${word}['"]`),
  new RegExp(`\\bENV(?:\\.fetch\\(|\\[)\\s*['"]${word}['"]`),
];

/** Environment variables that the code newly reads. */
export const environmentVariables: Rule = {
  id: 'environment-variable',
  dimension: 'configuration',
  verb: 'reads new variables',
  risk: 'each must be set in production too',
  find: (_, lines) => hitsIn(lines, reads),
};
