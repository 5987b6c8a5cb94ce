import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/demo/random.ts';
import { line, logFolder, modelOf } from './model-of.ts';

const { write } = logFolder();
const newline = Buffer.from('\n');

/** Pieces from which hostile lines are put together. */
const pieces: readonly (string | Uint8Array)[] = [
  line({}).trimEnd(),
  line({ request: "GET /'); http.get('http://evil HTTP/1.1" }).trimEnd(),
  line({ request: 'GET /${process.exit()}/`id`/{x}/\\" HTTP/1.1' }).trimEnd(),
  line({ request: `GET /${'a'.repeat(5000)} HTTP/1.1` }).trimEnd(),
  line({ request: `GET /${'a/'.repeat(5000)} HTTP/1.1` }).trimEnd(),
  line({ request: `GET /?${'a=1&'.repeat(5000)} HTTP/1.1` }).trimEnd(),
  line({ request: '__proto__ /__proto__/constructor?__proto__=1 HTTP/1.1' }).trimEnd(),
  line({ request: 'GET /__proto__/constructor/toString?__proto__=1&constructor=2 HTTP/1.1' }).trimEnd(),
  line({ time: '31/Feb/2026:10:00:00 +0000' }).trimEnd(),
  line({ time: '12/Oct/9999:99:99:99 +9999' }).trimEnd(),
  line({ request: 'GET / HTTP/1.1', agent: '\\"'.repeat(300) }).trimEnd(),
  '"'.repeat(2000),
  '['.repeat(2000),
  '\\'.repeat(2001),
  '{"request":{"uri":"/","method":"GET"},"ts":1e999,"duration":"NaN"}',
  '['.repeat(20_000),
  '{"a":'.repeat(5000),
  Uint8Array.from({ length: 300 }, (_, index) => index % 256).filter((byte) => byte !== 10),
  Buffer.from([0xed, 0xa0, 0x80, 0x20, 0xff, 0xfe]),
  Buffer.from(
    `192.0.2.1 - - [12/Oct/2026:10:00:00 +0000] "GET /\u0000\u0001\u0010/orders/{id} HTTP/1.1" 200 5 "-" "x"`,
  ),
  '\u202Egnp.exe \u0007 \u001B[31m',
  '',
  ' ',
  '\r',
];

/** Lines put together by chance, some cut off, some with bytes turned. */
function hostileLog(seed: number): { bytes: Buffer; lines: number } {
  const random = seededRandom(seed);
  const whole = (below: number) => Math.floor(random() * below);
  const parts: Buffer[] = [];
  const count = 100 + whole(200);
  for (let index = 0; index < count; index += 1) {
    const piece = Buffer.from(pieces[whole(pieces.length)] ?? '');
    const kept = random() < 0.3 ? piece.subarray(0, whole(piece.length + 1)) : piece;
    const turned = Buffer.from(kept);
    if (random() < 0.3 && turned.length > 0) turned[whole(turned.length)] = whole(256);
    parts.push(turned.filter((byte) => byte !== 10) as Buffer, newline);
  }
  return { bytes: Buffer.concat(parts), lines: count };
}

describe('a hostile log', () => {
  it.each(Array.from({ length: 20 }, (_, seed) => seed))(
    'of chance %i: every line is counted, nothing is thrown, nothing is code',
    async (seed) => {
      const { bytes, lines } = hostileLog(seed);
      const model = await modelOf([write(`hostile-${seed}.log`, bytes)]);
      expect(model.source.lines).toBe(lines);
      expect(model.source.malformedBy.reduce((sum, { count }) => sum + count, 0)).toBe(model.source.malformed);
      for (const { route, method, queryNames } of model.routes) {
        expect(route).toMatch(/^(?:\(unmatched\)|\/[\w!$&()*+,.:;=~/{}'-]*)$/);
        expect(method).toMatch(/^[A-Z]+$/);
        expect(route.length).toBeLessThan(1200);
        for (const name of queryNames) expect(name).toMatch(/^[\w$.:[\]-]+$/);
      }
    },
  );

  it('with lines of a megabyte and more: counted, and the lines around them read', async () => {
    const long = `${'x'.repeat(1_500_000)}\n`;
    const quoted = `${'"'.repeat(1_000_000)}\n`;
    const model = await modelOf([write('long.log', line({}) + long + line({}) + quoted + long + line({}))]);
    expect(model.source).toMatchObject({ lines: 6, parsed: 3, malformed: 3 });
    expect(model.source.malformedBy).toEqual([
      { reason: 'line too long', count: 2 },
      { reason: 'not in the format', count: 1 },
    ]);
  });

  it.each([
    ['without a newline at its end', line({}).trimEnd(), { parsed: 2, malformed: 0 }],
    ['cut off in the agent', line({}).slice(0, -5), { parsed: 1, malformed: 1 }],
    ['cut off in the size', line({}).split(' "-"')[0] ?? '', { parsed: 1, malformed: 1 }],
    ['with NUL bytes at its end', '\0'.repeat(512), { parsed: 1, malformed: 1 }],
  ])('%s', async (_, last, expected) => {
    const model = await modelOf([write('cut.log', line({}) + last)]);
    expect(model.source).toMatchObject(expected);
  });

  it('with times out of order, in several zones, over a change of summer time', async () => {
    const times = ['25/Oct/2026:02:59:59 +0200', '25/Oct/2026:02:00:00 +0100', '25/Oct/2026:00:30:00 +0000'];
    const model = await modelOf([write('zones.log', times.map((time) => line({ time })).join(''))]);
    expect(model.source).toMatchObject({
      from: '2026-10-25T00:30:00.000Z',
      to: '2026-10-25T01:00:00.000Z',
      outOfOrder: 1,
      zones: ['+00:00', '+01:00', '+02:00'],
    });
    expect(model.arrivals.perMinute?.counts).toHaveLength(31);
  });
});
