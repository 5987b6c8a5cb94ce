import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../src/demo/random.ts';
import { Cursor } from '../../src/traffic/bytes/cursor.ts';
import { DenseTable } from '../../src/traffic/bytes/dense-table.ts';
import { hashBytes } from '../../src/traffic/bytes/hash.ts';
import { PairTable } from '../../src/traffic/bytes/pair-table.ts';
import { RunTable } from '../../src/traffic/bytes/run-table.ts';
import { byteSource } from '../../src/traffic/bytes/source.ts';
import { ClfClock } from '../../src/traffic/formats/clf-clock.ts';
import { LogLine } from '../../src/traffic/formats/log-line.ts';
import { readTime } from '../../src/traffic/formats/time-text.ts';
import { ClientSample } from '../../src/traffic/tally/client-sample.ts';
import { logFolder, modelOf } from './model-of.ts';

const { write } = logFolder();

describe('tables of counts', () => {
  it.each([
    ['pairs', () => new PairTable()],
    ['rows', () => new DenseTable(128)],
    ['runs', () => new RunTable()],
  ] as const)('%s: count exactly, within and beyond their reach, and again after they were cleared', (_, make) => {
    const random = seededRandom(7);
    const whole = (below: number) => Math.floor(random() * below);
    const table = make();
    for (let round = 0; round < 3; round += 1) {
      const expected = new Map<string, number>();
      for (let index = 0; index < 20_000; index += 1) {
        const [first, second] = [whole(random() < 0.9 ? 20 : 300), random() < 0.5 ? 5 : whole(400)];
        const amount = 1 + whole(3);
        table.add(first, second, amount);
        const key = `${first} ${second}`;
        expected.set(key, (expected.get(key) ?? 0) + amount);
      }
      const counted = new Map<string, number>();
      table.forEach((first, second, count) => {
        expect(counted.has(`${first} ${second}`)).toBe(false);
        counted.set(`${first} ${second}`, count);
      });
      expect(counted).toEqual(expected);
      table.clear();
      table.forEach(() => expect.unreachable());
    }
  });

  it('hash the same bytes alike wherever they stand, and others differently', () => {
    const hashes = new Set<number>();
    for (let length = 0; length < 40; length += 1)
      for (let changed = 0; changed <= length; changed += 1) {
        const bytes = Buffer.alloc(length + 3, 'a');
        if (changed < length) bytes[3 + changed] = 98;
        const hash = hashBytes(byteSource(bytes), 3, bytes.length);
        expect(hashBytes(byteSource(Buffer.from(bytes.subarray(3))), 0, length)).toBe(hash);
        hashes.add(hash);
      }
    expect(hashes.size).toBe((40 * 41) / 2);
  });
});

describe('the clock', () => {
  it('remembers a time only where it was one, with its own zone', () => {
    const clock = new ClfClock();
    const line = new LogLine();
    const read = (text: string): [number, number] | null => {
      line.source = byteSource(Buffer.from(text));
      return clock.read(line, 0) ? [line.time, line.zone] : null;
    };
    const good: [number, number] = [Date.UTC(2026, 9, 12, 10), 0];
    const times: readonly (readonly [string, [number, number] | null])[] = [
      ['12/Oct/2026:10:00:00 +0000', good],
      ['12/Oct/2026:10:00:00 +0000', good],
      ['31/Feb/2026:10:00:00 +0200', null],
      ['12/Oct/2026:10:00:00 +0000', good],
      ['12/Oct/2026:10:00:00 +0200', [good[0] - 7_200_000, 120]],
      ['12/Oct/2026:10:00:01 +0200', [good[0] - 7_199_000, 120]],
      ['13/Oct/2026:10:00:01 +0200', [good[0] + 79_201_000, 120]],
      ['13/Oct/2026:10:00:0x +0200', null],
      ['13/Oct/2026:10:00:01x+0200', null],
      ['13/Oct/2026:10:00:01 +0200', [good[0] + 79_201_000, 120]],
    ];
    for (const [text, expected] of times) expect([text, read(text)]).toEqual([text, expected]);
  });
});

describe('times that are read as text', () => {
  it('are the same after another one, and after one that is none', () => {
    const first = { at: Date.UTC(2026, 9, 12, 10), zone: 0 };
    const times = [
      ['2026-10-12T10:00:00Z', first],
      ['2026-10-12T10:00:00Z', first],
      ['no time', null],
      ['no time', null],
      ['2026-10-12T12:00:00+02:00', { at: first.at, zone: 120 }],
      ['2026-10-12T10:00:00', first],
      ['', null],
    ] as const;
    for (const [text, expected] of times) expect([text, readTime(text)]).toEqual([text, expected]);
  });
});

describe('the sample of clients', () => {
  it('is the same whether the pieces of a log are counted by one after the other or each by its own', () => {
    const random = seededRandom(3);
    const pieces = Array.from({ length: 6 }, () =>
      Array.from({ length: 3000 }, () => Math.floor(random() * 2 ** 32)).flatMap((client) => [client, client]),
    );
    const smallest = [...new Set(pieces.flat())].sort((a, b) => a - b).slice(0, 512);
    const one = new ClientSample();
    const followed = pieces.flatMap((piece) => {
      one.clear();
      for (const client of piece) if (one.follows(client)) one.add(client, 0, 0);
      return one.result().map(({ client, events }) => [client, events.length / 2] as const);
    });
    const counts = new Map<number, number>();
    for (const [client, requests] of followed) counts.set(client, (counts.get(client) ?? 0) + requests);
    expect(smallest.map((client) => counts.get(client))).toEqual(smallest.map(() => 2));
  });
});

describe('numbers in a line', () => {
  it.each([
    ['0.001', 6, 1000],
    ['1', 6, 1_000_000],
    ['12.3456789', 6, 12_345_678],
    ['3600.000000', 6, 3_600_000_000],
    ['17', 0, 17],
    ['17.9', 0, 17],
    ['2.5', 3, 2500],
    ['-', 6, -1],
  ])('%s times ten to the power of %i is %i', (written, power, expected) => {
    const cursor = new Cursor();
    const bytes = Buffer.from(written);
    cursor.start(bytes, 0, bytes.length);
    expect(cursor.decimal(power)).toBe(expected);
  });

  it('a referrer that only starts with a dash is read to its end', async () => {
    const text = (referrer: string) =>
      `192.0.2.1 - - [12/Oct/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 512 "${referrer}" "Mozilla/5.0" 0.123\n`;
    const model = await modelOf([write('dash.log', ['-', '-x', '', '-\\" a', '\\"-'].map(text).join(''))]);
    expect(model.source).toMatchObject({ lines: 5, parsed: 5, malformed: 0 });
    expect(model.total.latency?.max).toBe(0.123);
  });
});
