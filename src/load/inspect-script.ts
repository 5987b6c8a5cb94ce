import { z } from 'zod';
import { startProgram } from './start-program.ts';

const Requirements = z.object({ totalDuration: z.string(), maxVUs: z.number() });

/** What k6 says of a script before it runs. */
export interface Inspected {
  /** Length of the run with its graceful stops, in seconds; null where k6 does not say. */
  readonly seconds: number | null;
  readonly maxVUs: number | null;
  readonly code: number | null;
  readonly lastWords: string;
}

const units = { h: 3600, m: 60, s: 1, ms: 1e-3, µs: 1e-6, us: 1e-6, ns: 1e-9 } as const;

/**
 * Seconds of a duration as Go writes it, such as `1h2m3.5s`; null for anything else.
 *
 * @example secondsOf('1h0m30s') // 3630
 */
export function secondsOf(text: string): number | null {
  if (!/^(\d+(\.\d+)?(h|ms|m|s|µs|us|ns))+$/.test(text)) return null;
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s|µs|us|ns)/g))
    total += Number(amount) * units[unit as keyof typeof units];
  return total;
}

const longest = 60_000;

/** Asks k6 what a script needs, which also tells whether k6 accepts it; sends nothing. */
export async function inspectScript(
  program: string,
  script: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Inspected> {
  let [text, lastWords] = ['', ''];
  const { code } = await startProgram({
    program,
    // Without this flag inspect, unlike run, shows the script no environment, which may say how long it runs.
    arguments: ['inspect', '--execution-requirements', '--include-system-env-vars', script],
    environment,
    timeout: longest,
    line: (line, stream) => {
      if (stream === 'stdout') text += `${line}\n`;
      else if (line.trim() !== '') lastWords = line;
    },
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    json = null;
  }
  const parsed = Requirements.safeParse(json);
  if (!parsed.success) return { seconds: null, maxVUs: null, code, lastWords };
  return { seconds: secondsOf(parsed.data.totalDuration), maxVUs: parsed.data.maxVUs, code, lastWords };
}
