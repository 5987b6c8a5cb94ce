import { describe, expect, it } from 'vitest';
import { line, logFolder, modelOf } from './model-of.ts';

const { write } = logFolder();
const two = (number: number) => String(number).padStart(2, '0');

/** A request some seconds after 10:00. */
function at(second: number, parts: Parameters<typeof line>[0] = {}): string {
  const time = `12/Oct/2026:${two(10 + Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)} +0000`;
  return line({ ...parts, time });
}

const sessionsOf = async (name: string, text: string) => (await modelOf([write(name, text)])).sessions;

describe('sessions', () => {
  it('end with a pause of more than half an hour, and belong to one address and agent', async () => {
    const jane = [0, 10, 30, 1830].map((second) => at(second)).join('');
    const later = at(1830 + 1801);
    const other = [5, 15].map((second) => at(second, { agent: 'Other' })).join('');
    const sessions = await sessionsOf('jane.log', jane + later + other);
    expect(sessions).toMatchObject({ clients: 2, sampled: false, machines: 0, count: 3 });
    expect(sessions?.length).toMatchObject({ count: 3, max: 4, unit: 'requests' });
    // pauses: 10, 20 and 1800 seconds of one, 10 of the other
    expect(sessions?.thinkTime).toMatchObject({ count: 4, mean: 460, max: 1800, unit: 'seconds' });
    expect(Math.abs((sessions?.thinkTime?.p50 ?? 0) / 10 - 1)).toBeLessThan(0.02);
    expect(sessions?.duration).toMatchObject({ max: 1830 });
  });

  it('count writes to the same target within two seconds as submitted twice, and clients that left', async () => {
    const post = (second: number, path: string, status = 200) =>
      at(second, { request: `POST ${path} HTTP/1.1`, status });
    const text =
      post(0, '/checkout') +
      post(2, '/checkout') +
      post(3, '/cart') +
      post(9, '/cart') +
      at(10) +
      at(11) +
      at(12, { status: 499 });
    const sessions = await sessionsOf('twice.log', text);
    expect(sessions?.doubleSubmits).toEqual({ count: 1, share: 0.25 });
    expect(sessions?.abandonment).toEqual({ count: 1, share: 0.142857 });
  });

  it('follow a sample of many clients, and leave out machines', async () => {
    const people = Array.from({ length: 3000 }, (_, index) =>
      [0, 7].map((second) => at(second, { client: `10.0.${index >> 8}.${index & 255}` })).join(''),
    ).join('');
    const many = await sessionsOf('many.log', people);
    expect(many).toMatchObject({ clients: 512, sampled: true, machines: 0, count: 512 });
    expect(many?.thinkTime).toMatchObject({ count: 512, p50: 7, max: 7 });
    const machine = await sessionsOf('machine.log', at(0).repeat(2000) + at(0, { client: '10.0.0.1' }));
    expect(machine).toMatchObject({ clients: 2, machines: 1, count: 1 });
  });

  it('tell of kept connections where the log does', async () => {
    const requests = [1, 2, 3, 1].map(
      (number) =>
        `{"msec":1791799200,"remote_addr":"192.0.2.1","request":"GET / HTTP/1.1","status":200,"connection_requests":${number}}\n`,
    );
    expect((await sessionsOf('kept.log', requests.join('')))?.keepAlive).toEqual({ requestsPerConnection: 2 });
    expect((await sessionsOf('unknown.log', at(0)))?.keepAlive).toBeNull();
  });
});

describe('arrivals', () => {
  it('tell evenly spaced requests from bursts', async () => {
    const even = Array.from({ length: 3600 }, (_, second) => at(second)).join('');
    const bursts = Array.from({ length: 60 }, (_, minute) => at(minute * 60 + (minute % 7)).repeat(60)).join('');
    const [smooth, bursty] = await Promise.all([
      modelOf([write('even.log', even)]),
      modelOf([write('bursts.log', bursts)]),
    ]);
    expect(smooth.arrivals.dispersion).toEqual({ perSecond: 0, perTenSeconds: 0, perMinute: 0 });
    expect(smooth.arrivals.busiestHour?.counts).toEqual(new Array(360).fill(10));
    expect(smooth.arrivals.hourOfDay?.[10]).toBe(60);
    // 60 requests in one second of each minute: variance ÷ mean is 60 - 1 per second
    expect(bursty.arrivals.dispersion).toMatchObject({ perSecond: 59, perMinute: 0 });
  });
});
