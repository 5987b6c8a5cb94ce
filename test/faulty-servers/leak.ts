import { answer, type Faulty, listen, type Switch } from './listen.ts';

const perRequest = 40_000;
const begin = 60_000_000;
const noise = 400_000;

/**
 * A service that tells its memory as Prometheus reads it; the fault: every request leaves 40 kB behind.
 *
 * The bytes are counted and not kept: what is tested is how they are judged, not Node's collector.
 */
export async function startLeak(state: Switch): Promise<Faulty> {
  let [kept, asked] = [0, 0];
  return listen(async ({ url }, response) => {
    if (url !== '/metrics') {
      asked += 1;
      if (state === 'faulty') kept += perRequest;
      return answer(response, 200);
    }
    // What a collector gives back now and then.
    const sawtooth = (asked % 7) * noise;
    const text = `# TYPE process_resident_memory_bytes gauge\nprocess_resident_memory_bytes ${begin + kept + sawtooth}\n`;
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(text);
  });
}
