import type { Answer } from '../../src/chatops/answer.ts';
import { briefOf } from '../../src/github/brief-of.ts';
import { evidencePort } from '../../src/github/evidence-port.ts';
import type { GateAnswer } from '../../src/model/gate/gate-answer.ts';
import type { RunReview } from '../../src/model/ports/evidence.ts';
import { gateAnswerText } from '../../src/report/gate/gate-answer-text.ts';
import { gateComment, longestReview } from '../../src/report/gate/gate-comment.ts';
import { md } from '../../src/report/markdown/md.ts';
import type { BotEvent } from '../events/event.ts';
import { tellGate } from '../slack/tell-gate.ts';
import { type KeptGateRequest, noteGateRequest } from '../store/gate-requests.ts';
import { decideForRun, type RunDecision } from './decide-for-run.ts';

/** GitHub takes ten reports of how things stand; one is kept for a last word. */
const mostReports = 9;
/** So many attempts in a row may go wrong (about a quarter of an hour), then the answer is no. */
const mostFailures = 8;
/** GitHub lets a run wait for 30 days, and then fails it without a word. */
const longestWait = 29 * 86_400_000;
const slowest = 5 * 60_000;

const after = (now: Date, milliseconds: number) => new Date(now.getTime() + milliseconds);
/** 2 s, 4 s, 8 s … 5 minutes. */
const pause = (failures: number) => Math.min(1000 * 2 ** failures, slowest);

/** Looks once at a run that waits and says what comes of it; whatever goes wrong is said too, and tried again. */
export async function judgeRequest(event: BotEvent, kept: KeptGateRequest): Promise<void> {
  if (kept.state !== 'waiting') return;
  try {
    await apply(event, kept, await decideForRun(event, kept));
  } catch (error) {
    event.log.error({ err: error, request: kept.id, run: kept.runId }, 'the gate could not decide');
    await afterFailure(event, kept, error);
  }
}

async function review(event: BotEvent, kept: KeptGateRequest, given: Omit<RunReview, 'environment'>) {
  const { repository } = event;
  if (repository === null) return 'not-waiting';
  const github = evidencePort({ client: await event.github(), ...repository });
  return github.review(kept.runId, { environment: kept.environment, ...given });
}

async function apply(event: BotEvent, kept: KeptGateRequest, decision: RunDecision): Promise<void> {
  switch (decision.kind) {
    case 'gone':
      event.log.info({ request: kept.id, run: kept.runId, why: decision.message }, 'nobody waits at the gate any more');
      await noteGateRequest(event.store, kept.id, { state: 'gone' });
      return;
    case 'refused':
      await answer(event, kept, { ...notAllowed(decision.message), url: decision.url });
      return;
    case 'decided':
      await applyAnswer(event, kept, decision);
  }
}

/** A no whose only reason is none of the gate’s own. */
function notAllowed(why: string) {
  const told: Answer = { mood: 'refused', title: 'The gate does not let a run in', lines: [why] };
  return { state: 'rejected', comment: md`⛔ **Not allowed**: ${why}.`.text, told } as const;
}

async function applyAnswer(
  event: BotEvent,
  kept: KeptGateRequest,
  { answer: decided, url }: Extract<RunDecision, { kind: 'decided' }>,
): Promise<void> {
  const { now, store } = event;
  const comment = gateComment(decided);
  const text = JSON.stringify(decided);
  if (decided.decision !== 'wait') {
    const state = decided.decision === 'allow' ? 'approved' : 'rejected';
    await answer(event, kept, { state, comment, text, told: gateAnswerText(decided), url });
    return;
  }
  if (now.getTime() - kept.askedAt.getTime() > longestWait) {
    const last = 'This run has waited for 29 days, and GitHub gives it up after 30';
    await answer(event, kept, { ...notAllowed(last), text, url });
    return;
  }
  const said = signatureOf(decided);
  const reports = await report(event, kept, { comment, said });
  const dueAt = decided.recheckAt === null ? after(now, slowest) : new Date(decided.recheckAt);
  await noteGateRequest(store, kept.id, { dueAt, failures: 0, reports, said, answer: text });
}

/** What holds a release, without ages: a report is made only when that changes. */
function signatureOf({ decision, reasons }: GateAnswer): string {
  return [decision, ...reasons.map(({ input, code, effect }) => `${input} ${code} ${effect}`)].join('\n');
}

/** Says how things stand where that changed; GitHub forgets a report of a run that does not wait yet. @returns reports so far */
async function report(
  event: BotEvent,
  kept: KeptGateRequest,
  { comment, said }: { readonly comment: string; readonly said: string },
): Promise<number> {
  if (said === kept.said || kept.reports >= mostReports) return kept.reports;
  const taken = await review(event, kept, { state: null, comment });
  return taken === 'taken' ? kept.reports + 1 : kept.reports;
}

interface Given {
  readonly state: 'approved' | 'rejected';
  readonly comment: string;
  /** The decision as JSON. */
  readonly text?: string;
  /** The same for Slack. */
  readonly told: Answer;
  /** Page of the run. */
  readonly url: string | null;
}

async function answer(event: BotEvent, kept: KeptGateRequest, given: Given): Promise<void> {
  const { state, comment, text } = given;
  const taken = await review(event, kept, { state, comment: comment.slice(0, longestReview) });
  const note = text === undefined ? {} : { answer: text };
  if (taken === 'taken') {
    event.log.info(
      { request: kept.id, run: kept.runId, environment: kept.environment, state },
      'the gate has answered',
    );
    await tell(event, kept, { ...given, outcome: state });
    await noteGateRequest(event.store, kept.id, { state, ...note });
    return;
  }
  // Right after the event GitHub may not know yet that the run waits.
  const failures = kept.failures + 1;
  const isOver = failures > mostFailures;
  event.log.warn({ request: kept.id, run: kept.runId, failures }, 'GitHub says that this run does not wait for us');
  if (isOver) await tell(event, kept, { ...given, outcome: 'gone', told: unheard(given.told, failures) });
  await noteGateRequest(event.store, kept.id, {
    ...note,
    failures,
    ...(isOver ? { state: 'gone' } : { dueAt: after(event.now, pause(failures)) }),
  });
}

function unheard({ title, lines }: Answer, failures: number): Answer {
  const why = `GitHub did not take this answer ${failures} times: it says that the run does not wait for the gate`;
  return { mood: 'failed', title, lines: [why, ...lines] };
}

async function tell(
  event: BotEvent,
  { environment, runId }: KeptGateRequest,
  { outcome, told, url }: Pick<Given, 'told' | 'url'> & { readonly outcome: Given['state'] | 'gone' },
): Promise<void> {
  const { repository, notify } = event;
  if (repository === null) return;
  await tellGate({ notify, repository }, { environment, runId, url }, { outcome, answer: told });
}

/** Nobody is left without a word: the first failure is reported, the last one is a no. */
async function afterFailure(event: BotEvent, kept: KeptGateRequest, error: unknown): Promise<void> {
  const failures = kept.failures + 1;
  // What exactly went wrong stands in the log: the page of a run is for everybody who may read it.
  const words = briefOf(error);
  const dueAt = after(event.now, pause(failures));
  if (failures > mostFailures) {
    const why = `the gate could not decide after ${failures} attempts (${words}). Run the job again once that is mended`;
    const { told, ...no } = notAllowed(why);
    const state = await unlessUnheard(event, kept, no);
    await tell(event, kept, { outcome: 'rejected', told, url: null });
    await noteGateRequest(
      event.store,
      kept.id,
      state === 'taken' ? { failures, state: 'rejected' } : { failures, dueAt },
    );
    return;
  }
  const comment = md`⏳ **Waiting**: the gate could not decide (${words}); it tries again.`.text;
  const isFirst = failures === 1 && kept.reports < mostReports;
  const isHeard = isFirst && (await unlessUnheard(event, kept, { state: null, comment })) === 'taken';
  await noteGateRequest(event.store, kept.id, { failures, dueAt, reports: kept.reports + (isHeard ? 1 : 0) });
}

/** GitHub may be what is in the way. */
async function unlessUnheard(event: BotEvent, kept: KeptGateRequest, given: Omit<RunReview, 'environment'>) {
  return review(event, kept, given).catch(() => 'unheard' as const);
}
