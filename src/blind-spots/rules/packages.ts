import type { ChangedFile, Lines } from '../changed-file.ts';
import { type Hit, hitsIn, type Rule } from '../rule.ts';

const manifest =
  /(^|\/)(package\.json|requirements[\w.-]*\.txt|pyproject\.toml|Pipfile|go\.mod|Gemfile|pom\.xml|build\.gradle(\.kts)?|Cargo\.toml|composer\.json|mix\.exs|[\w.]+\.csproj)$/;
const versions = [
  /^\s*"(@?[\w./-]{1,100})":\s*"[\^~>=<v]*\d[^"]{0,40}"/,
  /^\s*([\w.-]{1,100})(?:\[[\w,]+\])?\s*(?:==|>=|~=)\s*\d/,
  /^\s*([\w./-]{1,120}) v\d/,
  /^\s*gem ['"]([\w-]{1,100})['"]/,
  /<artifactId>([\w.-]{1,100})<\/artifactId>/,
  /\b(?:implementation|api)\s*[( ]['"]([\w.:-]{1,120})['"]/,
];
const notPackages = new Set(['version', 'node', 'npm', 'python']);

function changed(file: ChangedFile, lines: Lines): Hit[] {
  if (!manifest.test(file.path)) return [];
  // A raised version has the same name on both sides: names that were there before count here.
  return hitsIn({ ...lines, removed: [] }, versions).filter(({ what }) => !notPackages.has(what));
}

/** Packages that are added, or come in another version. */
export const packages: Rule = {
  id: 'package',
  dimension: 'dependencies',
  verb: 'changes packages',
  risk: 'their behaviour under production’s load, time-outs and certificates was not seen',
  find: changed,
};
