// Starts a new source of measurements: its file, its fixture, its contract test, and its lines in the schema and the registry.
// Usage: npm run new-source <name>
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const templates = join(import.meta.dirname, 'new-source');

/** Each line goes before the comment that marks its place. */
const insertions = (name, className) => [
  { file: 'src/config/schema.ts', anchor: '// new-source: name', lines: [`'${name}',`] },
  { file: 'src/config/meaning/check-metrics.ts', anchor: '// new-source: needs', lines: [`['${name}', 'file'],`] },
  {
    file: 'src/sources/registry.ts',
    anchor: '// new-source: case',
    lines: [
      `case '${name}': {`,
      `  if (file === undefined) return incomplete(source, 'file');`,
      `  const { create${className}Source } = await import('./${name}/create-${name}-source.ts');`,
      `  return create${className}Source(file);`,
      '}',
    ],
  },
];

const files = (name) => [
  { file: `src/sources/${name}/create-${name}-source.ts`, template: 'create-source.ts.template' },
  { file: `test/sources/${name}/source-contract.test.ts`, template: 'source-contract.test.ts.template' },
  { file: `test/fixtures/${name}/answer.json`, template: 'answer.json.template' },
];

function refuse(message) {
  console.error(message);
  process.exit(2);
}

function checkedName() {
  const [name, ...rest] = process.argv.slice(2);
  if (name === undefined || rest.length > 0) refuse('usage: npm run new-source <name>');
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 40) {
    refuse(
      `wanted a name of lower-case words joined by -, at most 40 characters, such as cloud-monitoring, not "${name}"`,
    );
  }
  const taken = [`src/sources/${name}`, ...files(name).map(({ file }) => file)].find((path) =>
    existsSync(join(root, path)),
  );
  if (taken !== undefined) refuse(`${taken} exists already: choose another name`);
  return name;
}

function write({ file, template }, values) {
  const text = readFileSync(join(templates, template), 'utf8');
  const path = join(root, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(
    path,
    text.replaceAll(/\{\{(\w+)\}\}/g, (_, key) => values[key]),
    { flag: 'wx' },
  );
  console.log(`wrote ${file}`);
}

/** Without its anchor a file is left alone, and what belongs into it is printed. */
function insert({ file, anchor, lines }) {
  const path = join(root, file);
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const [, indent] = new RegExp(`^([ \\t]*)${anchor}$`, 'm').exec(text) ?? [];
  if (indent === undefined) {
    console.log(`add to ${file}:\n${lines.map((line) => `  ${line}`).join('\n')}`);
    return;
  }
  const added = lines.map((line) => `${indent}${line}\n`).join('');
  writeFileSync(
    path,
    text.replace(`${indent}${anchor}`, () => `${added}${indent}${anchor}`),
  );
  console.log(`changed ${file}`);
}

/** The length of the name decides where lines break. */
function format(paths) {
  const biome = join(root, 'node_modules/.bin/biome');
  if (existsSync(biome))
    execFileSync(biome, ['check', '--write', ...paths], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}

const name = checkedName();
const className = name.replaceAll(/(?:^|-)([a-z0-9])/g, (_, letter) => letter.toUpperCase());
for (const file of files(name)) write(file, { name, Name: className });
for (const insertion of insertions(name, className)) insert(insertion);
format(
  files(name)
    .map(({ file }) => file)
    .filter((file) => file.endsWith('.ts')),
);
console.log(
  `next: make src/sources/${name}/create-${name}-source.ts read the real thing; run npx vitest run test/sources/${name}`,
);
