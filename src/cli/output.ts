import { redactSecrets } from '../config/redact.ts';
import type { GateAnswer } from '../model/gate/gate-answer.ts';
import type { Verdict } from '../model/verdict.ts';
import { inertLog } from '../report/escape/log.ts';

/** Where text for people and results for machines go; every secret is masked on the way, and no word for people is a workflow command. */
export interface Output {
  /** Results: standard output. */
  readonly result: (text: string) => void;
  /** Words for people: standard output, or standard error while a result takes standard output. */
  readonly say: (text: string) => void;
  /** Progress and errors: standard error. */
  readonly note: (text: string) => void;
  /** Secrets that no line may show from now on. */
  readonly hide: (secrets: readonly string[]) => void;
  /** From now on standard output holds a machine's result. */
  readonly reserveResult: () => void;
  /** Told of a verdict before anything about it is written; for whoever runs the command line inside something else. */
  readonly decided: (verdict: Verdict, redact: (text: string) => string) => void;
  /** The same of what the gate decided. */
  readonly gated: (answer: GateAnswer, redact: (text: string) => string) => void;
}

/**
 * Whoever reads us may stop early (`| head -1`); that is no failure, and there is nobody left to tell.
 *
 * The run goes on: reports are still written, and a failed verdict still ends with its exit code.
 */
function tolerateClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/** The process's own streams. */
export function processOutput(): Output {
  process.stdout.on('error', tolerateClosedPipe);
  process.stderr.on('error', tolerateClosedPipe);
  let secrets: readonly string[] = [];
  let people: NodeJS.WriteStream = process.stdout;
  const write = (stream: NodeJS.WriteStream, text: string) => {
    stream.write(`${redactSecrets(text, secrets).replace(/\n$/, '')}\n`);
  };
  return {
    result: (text) => write(process.stdout, text),
    say: (text) => write(people, inertLog(text)),
    note: (text) => write(process.stderr, inertLog(text)),
    hide: (more) => {
      secrets = [...secrets, ...more];
    },
    reserveResult: () => {
      people = process.stderr;
    },
    decided: () => {},
    gated: () => {},
  };
}
