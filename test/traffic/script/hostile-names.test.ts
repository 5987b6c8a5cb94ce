import { parseAst } from 'rolldown/parseAst';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { seededRandom } from '../../../src/demo/random.ts';
import { commentText, jsText } from '../../../src/traffic/script/js-literal.ts';
import { tagValue } from '../../../src/traffic/script/tag-value.ts';
import { smallModel } from '../../fixtures/traffic/small-model.ts';
import { parseMetricName } from '../../k6-driver/metric-name.ts';
import { k6Driver } from '../../k6-driver/run-k6.ts';
import { startStaging } from '../../k6-driver/start-staging.ts';
import { runNode } from '../../process/run-node.ts';
import { inFolder, scriptsOf } from './scripts.ts';

const hostile = [
  "/'); http.get('http://evil",
  '/*/ globalThis.evil = 1; /*',
  '/</script><script>evil()</script>',
  '/${globalThis.evil = 1}`',
  '/a\u2028globalThis.evil = 1\u2029',
  '/\ud800lone\udfff',
  '/a\nglobalThis.evil = 1 //',
  '/\r\n// \u0000\u0007\u001b[31m',
  '/a,scenario:b',
  '/"quoted" \\ \'both\'',
  '/}{name:x}',
  '/{__proto__}/{constructor}',
  '/%zz%00%2e%2e/../..',
  '/\u202e\u2066evil',
  '//evil.example.com/x',
  '/ü/日本/\u{1f600}',
  '/?x=1#y',
];
const flat = { step: 10, counts: Array.from({ length: 360 }, () => 500) };

/** Names of everything that a script calls or reads. */
function identifiers(code: string): Set<string> {
  const names = new Set<string>();
  JSON.stringify(parseAst(code, { lang: 'js' }), (key, value: unknown) => {
    if (
      typeof value === 'object' &&
      value !== null &&
      'type' in value &&
      value.type === 'Identifier' &&
      'name' in value
    )
      names.add(String(value.name));
    return key === 'parent' ? undefined : value;
  });
  return names;
}

function randomText(random: () => number): string {
  const pieces = [
    "'",
    '"',
    '`',
    '\\',
    '${',
    '}',
    '*/',
    '/*',
    '//',
    '\n',
    '\r',
    '\u2028',
    '\u2029',
    '<',
    '</script',
    '\ud83d',
    '\udc00',
    '\u0000',
    ',',
    '{',
    ':',
    '-->',
    '%',
    'a',
    'é',
    '\u202e',
    '__proto__',
  ];
  return Array.from({ length: 1 + Math.floor(random() * 12) }, () => pieces[Math.floor(random() * pieces.length)]).join(
    '',
  );
}

describe('a text in a script', () => {
  it('is that text and nothing else, whatever it holds', () => {
    const random = seededRandom(7);
    for (let round = 0; round < 3000; round += 1) {
      const text = randomText(random);
      const literal = jsText(text);
      expect(literal).toMatch(/^'[\u0020-\u007e]*'$/);
      const [statement] = parseAst(`(${literal})`, { lang: 'js' }).body as { expression?: { type: string } }[];
      expect(statement?.expression?.type.replace('ParenthesizedExpression', 'Literal')).toBe('Literal');
      // oxlint-disable-next-line typescript/no-implied-eval, no-new-func
      expect(new Function(`return ${literal}`)()).toBe(text);
      expect(literal).not.toMatch(/<[/!a-z]/i);
      expect(commentText(text)).toMatch(/^[\u0020-\u007e]*$/);
      expect(commentText(text)).not.toContain('*/');
    }
  });

  it('is one value of one tag, whatever it holds', () => {
    const random = seededRandom(8);
    for (let round = 0; round < 3000; round += 1) {
      const tag = tagValue(`GET /${randomText(random)}`);
      expect([...parseMetricName(`http_reqs{name:${tag}}`).tags]).toEqual([['name', tag]]);
    }
  });
});

describe('scripts of hostile routes', () => {
  const model = smallModel(
    hostile.map((route, index) => ({ route, count: 1000 - index, queryNames: [`q'${index}`, '__proto__'] })),
    flat,
  );
  const host = "evil.example.com'];globalThis.evil=1;//";

  it('hold nothing but data: the same names as those of harmless routes', () => {
    const harmless = scriptsOf(
      smallModel(
        hostile.map((_, index) => ({ route: `/r${index}`, count: 1000 - index })),
        flat,
      ),
    );
    const scripts = scriptsOf(model, { productionHosts: [host], seconds: 2 });
    for (const [file, text] of scripts.files) {
      if (!file.endsWith('.js')) continue;
      const added = [...identifiers(text)].filter((name) => !identifiers(harmless.files.get(file) ?? '').has(name));
      expect(
        added.filter((name) => !/^r\d\d_/.test(name)),
        file,
      ).toEqual([]);
    }
    expect(JSON.parse(scripts.files.get('pools.json') ?? '')).toBeTypeOf('object');
  });

  it('keep their header and their TestRun whole', () => {
    const named = {
      ...model,
      source: {
        ...model.source,
        files: [
          {
            ...model.source.files[0],
            name: 'a\n*/ evil() /*\u2028.log',
            format: 'x: y\n- z',
            lines: 0,
            parsed: 0,
            malformed: 0,
            excluded: 0,
          },
        ],
      },
    };
    const { files } = scriptsOf(named, { runners: 2, writes: ['x\nkind: Evil'] });
    expect(
      files
        .get('steady.js')
        ?.split('\n')
        .filter((line) => line.includes('evil() '))
        .every((line) => line.startsWith('// ')),
    ).toBe(true);
    expect(parse(files.get('testrun.yaml') ?? '')).toMatchObject({ kind: 'TestRun', spec: { parallelism: 2 } });
  });

  it('send everything to staging alone, as the routes that they are', async () => {
    const staging = await startStaging();
    const pools = Object.fromEntries(
      model.routes.map(({ route, parameters }) => [
        `GET ${route}`,
        Object.fromEntries(parameters.map(({ name }, index) => [index === 0 ? name : name, ["../'\n"]])),
      ]),
    );
    const folder = inFolder(scriptsOf(model, { seconds: 2, productionHosts: ['evil.example.com'] }, pools));
    try {
      const ran = await runNode([k6Driver, 'run', 'steady.js'], {
        cwd: folder.path,
        env: { BASE_URL: staging.address },
      });
      expect([ran.stderr, ran.code]).toEqual(['', 0]);
      expect(staging.seen.length).toBeGreaterThan(90);
      expect(new Set(staging.seen.map(({ headers }) => headers.host))).toEqual(
        new Set([staging.address.slice('http://'.length)]),
      );
      const paths = new Set(staging.seen.map(({ path }) => path));
      expect(paths.size).toBe(hostile.length);
      expect([...paths].every((path) => /^\/[\u0021-\u007e]*$/.test(path))).toBe(true);
    } finally {
      folder.remove();
      await staging.stop();
    }
  });
});
