// Cuts GitHub's OpenAPI description down to the operations that Tollgate uses, for the tests' fake GitHub.
//
//   npm run cut-github-description
//
// The whole package is 385 MB unpacked, so only its one file is taken, from the packed package, and never a dependency.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const packed = '@octokit/openapi@23.0.2';
const folder = resolve(import.meta.dirname, '../../test/fake-github/description');
const operations = JSON.parse(readFileSync(join(folder, 'operations.json'), 'utf8'));

function readDescription() {
  const temporary = mkdtempSync(join(tmpdir(), 'github-description-'));
  try {
    execFileSync('npm', ['pack', packed, '--silent'], { cwd: temporary, stdio: 'ignore' });
    const [archive = ''] = readdirSync(temporary);
    execFileSync('tar', ['xzf', archive, 'package/generated/api.github.com.json'], { cwd: temporary });
    return JSON.parse(readFileSync(join(temporary, 'package/generated/api.github.com.json'), 'utf8'));
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

/** Everything that a part of the description refers to, and what that refers to. */
function collect(part, description, kept) {
  if (Array.isArray(part)) for (const item of part) collect(item, description, kept);
  if (typeof part !== 'object' || part === null) return;
  for (const [key, value] of Object.entries(part)) {
    if (key !== '$ref' || typeof value !== 'string') {
      collect(value, description, kept);
      continue;
    }
    const path = value.split('/').slice(1);
    const [, group, name] = path;
    if (kept[group]?.[name] !== undefined) continue;
    const found = path.reduce((tree, step) => tree[step], description);
    kept[group] = { ...kept[group], [name]: found };
    collect(found, description, kept);
  }
}

/** Examples and links make up most of the size and are not checked against. */
function withoutExamples(part) {
  if (Array.isArray(part)) return part.map(withoutExamples);
  if (typeof part !== 'object' || part === null) return part;
  const entries = Object.entries(part).filter(
    ([key, value]) =>
      !(
        key === 'examples' ||
        (key === 'example' && typeof value !== 'object') ||
        key === 'x-github' ||
        key === 'externalDocs'
      ),
  );
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutExamples(value)]));
}

const description = readDescription();
const paths = {};
const missing = [];
for (const id of operations) {
  const found = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, operation]) =>
      operation.operationId === id ? [{ path, method, operation }] : [],
    ),
  );
  if (found.length === 0) missing.push(id);
  for (const { path, method, operation } of found) {
    const { operationId, parameters, requestBody, responses } = operation;
    paths[path] = { ...paths[path], [method]: { operationId, parameters, requestBody, responses } };
  }
}
if (missing.length > 0) throw new Error(`not in ${packed}: ${missing.join(', ')}`);
const components = {};
collect(paths, description, components);
const cut = withoutExamples({
  openapi: description.openapi,
  info: { ...description.info, description: packed },
  paths,
  components,
});
writeFileSync(join(folder, 'github.json'), `${JSON.stringify(cut)}\n`);
process.stderr.write(`${operations.length} operations, ${Object.keys(components.schemas ?? {}).length} schemas\n`);
