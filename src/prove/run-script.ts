import { z } from 'zod';
import { type GuardOutcome, unmeasured } from '../incidents/evidence/guard-outcome.ts';
import { judgeScriptRun } from '../incidents/evidence/judge-script-run.ts';
import { settingsIn } from '../incidents/guards/script-text.ts';
import { findK6 } from '../load/find-k6.ts';
import { runLoad } from '../load/run-load.ts';
import { UsageError } from '../model/usage-error.ts';
import type { GuardFile } from './guard-file.ts';
import { parseHostPort } from './host-port.ts';
import { loadAddress } from './load-address.ts';
import { whyUnreached } from './reach.ts';
import { type MemoryAsked, openMemory, readMemory } from './read-memory.ts';
import type { Target } from './target.ts';

const Memory = z.strictObject({
  query: z.string().min(1).max(2000),
  skip: z.number().min(0).max(0.9),
  growth: z.number().positive(),
});

type MemorySetting = z.infer<typeof Memory>;

/** What the script wants to know of memory; null where it is none of its business. */
function memoryOf(text: string, file: string): MemorySetting | null {
  const settings = settingsIn(text);
  if (settings === null)
    throw new UsageError(
      'invalid-option',
      `${file}: "const settings = {…};" is no JSON any more, so that nobody but k6 can read it`,
    );
  if (settings['memory'] === undefined) return null;
  const memory = Memory.safeParse(settings['memory']);
  if (!memory.success)
    throw new UsageError('invalid-option', `${file}: settings.memory: ${z.prettifyError(memory.error)}`);
  return memory.data;
}

/**
 * The Prometheus that a script's memory is asked of, before a load that may take hours; null where it is none of its business.
 *
 * @throws UsageError where there is none, or its address is none
 */
function memoryAsked(
  { file, text }: GuardFile,
  prometheus: string | undefined,
): (MemorySetting & Pick<MemoryAsked, 'prometheus'>) | null {
  const memory = memoryOf(text, file);
  if (memory === null) return null;
  if (prometheus !== undefined) return { ...memory, prometheus: openMemory(prometheus) };
  throw new UsageError(
    'invalid-option',
    'this guard judges memory: name the Prometheus that knows it with --prometheus',
  );
}

/** Runs a guard's script under k6 against one address, and asks Prometheus for memory where the guard wants to know. */
export async function runScript(
  { file, text }: GuardFile,
  { target, prometheus, k6, environment, progress }: Target,
): Promise<GuardOutcome> {
  const program = findK6(k6, environment['PATH'] ?? '');
  const url = loadAddress(target);
  const memory = memoryAsked({ file, text }, prometheus);
  const { host, port } = parseHostPort(url.href, url.protocol === 'https:' ? 443 : 80);
  const why = await whyUnreached(host, port);
  if (why !== null) return { outcome: 'unreachable', why: `${url.origin}: ${why}` };
  const result = await runLoad({
    k6: program,
    script: file,
    environment: { ...environment, BASE_URL: url.origin },
    progress,
  });
  const outcome = judgeScriptRun(result);
  if (memory === null || outcome.outcome !== 'passed') return outcome;
  if (result.window === null) return unmeasured('nobody knows when the load ran, so memory cannot be asked for');
  const query = memory.query.replaceAll('$instance', url.host);
  return readMemory({ ...memory, query, window: result.window });
}
