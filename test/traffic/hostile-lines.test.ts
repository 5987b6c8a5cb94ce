import { zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { line, logFolder, modelOf } from './model-of.ts';

const { write } = logFolder();
const often = (count: number, text = line({})) => text.repeat(count);

describe('one strange line', () => {
  it.each([0, 42, 99, 1000, 99_999, 4_294_967_296_200])(
    'with status %i is a request of unknown status',
    async (status) => {
      const model = await modelOf([write('status.log', often(3) + line({ status }))]);
      expect(model.total.status).toEqual({ 200: 3, unknown: 1 });
    },
  );

  it.each(['01/Jan/0001:00:00:00 +0000', '31/Dec/1989:00:00:00 +0000', '01/Jan/2100:00:00:00 +0000'])(
    'of %s has no time that can be read',
    async (time) => {
      const { source } = await modelOf([write('time.log', line({ time }) + often(3))]);
      expect(source.malformedBy).toEqual([{ reason: 'no time that can be read', count: 1 }]);
      expect(source.from).toBe('2026-10-12T10:00:00.000Z');
    },
  );

  it.each(['01/Jan/2098:00:00:00 +0000', '01/Jan/1991:00:00:00 +0000'])(
    'of %s is told, as it stretches the window',
    async (time) => {
      const model = await modelOf([write('stray.log', often(2000) + line({ time }))]);
      expect(model.remarks.join()).toContain(
        '1 of the requests lies far from the others, which came from 2026-10-12T10:00:00.000Z to 2026-10-12T11:00:00.000Z',
      );
    },
  );

  it('is no stray where the log is as long as that, or where many are there', async () => {
    const days = Array.from({ length: 20 }, (_, day) =>
      line({ time: `${String(day + 1).padStart(2, '0')}/Oct/2026:10:00:00 +0000` }),
    );
    const even = await modelOf([write('even.log', days.join('').repeat(100))]);
    const later = line({ time: '12/Nov/2026:10:00:00 +0000' });
    const two = await modelOf([write('two.log', often(1000) + often(10, later))]);
    expect([...even.remarks, ...two.remarks].join()).not.toContain('far from');
  });
});

describe('many strange lines', () => {
  it('with methods that nobody knows do not take the known ones with them', async () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');
    const invented = letters.flatMap((one) => letters.map((two) => line({ request: `X${one}${two} / HTTP/1.1` })));
    const model = await modelOf([
      write('methods.log', invented.join('') + often(10) + line({ request: 'POST / HTTP/1.1' })),
    ]);
    expect(model.routes.map(({ method, count }) => [method, count])).toEqual([
      ['OTHER', invented.length],
      ['GET', 10],
      ['POST', 1],
    ]);
  });
});

describe('a zstd file of several frames', () => {
  it('is read to its end, wherever its frames end', async () => {
    const frame = zstdCompressSync(often(100));
    const large = zstdCompressSync(often(20_000, line({ extra: 'x'.repeat(400) })));
    const { source } = await modelOf([write('frames.zst', Buffer.concat([frame, large, frame, frame]))]);
    expect([source.parsed, source.malformed]).toEqual([20_300, 0]);
  });

  it('says where one of them is broken', async () => {
    const frame = zstdCompressSync(often(100));
    const model = await modelOf([write('half.zst', Buffer.concat([frame, frame.subarray(0, frame.length - 9)]))]);
    expect(model.source.parsed).toBeGreaterThanOrEqual(100);
    expect(model.remarks.join()).toContain('half.zst: could not be read to its end');
    const junk = await modelOf([write('junk.zst', Buffer.concat([frame, Buffer.from('no frame at all')]))]);
    expect(junk.source.parsed).toBe(100);
    expect(junk.remarks.join()).toContain('junk.zst: could not be read to its end');
  });
});
