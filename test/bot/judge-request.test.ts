import { expect, it } from 'vitest';
import { z } from 'zod';
import { obeyLine } from '../../bot/commands/obey-line.ts';
import { commandHandlers } from '../../bot/commands/registry.ts';
import { judgeRequest } from '../../bot/gate/judge-request.ts';
import { startGateWatch } from '../../bot/gate/start-gate-watch.ts';
import type { Inbox } from '../../bot/queue/inbox.ts';
import { findGateRequest, keepGateRequest } from '../../bot/store/gate-requests.ts';
import { refsPort } from '../../src/github/refs-port.ts';
import { openLedger } from '../../src/ledger/open-ledger.ts';
import { answerMarkdown } from '../../src/report/answer/answer-markdown.ts';
import { RollbackEntry } from '../../src/rollout/rollback-entry.ts';
import type { AppState } from '../fake-github/app-state.ts';
import { commitOn } from '../fake-github/git-state.ts';
import { zipOf } from '../fixtures/zip.ts';
import { repositoryOn } from '../github/use-repository.ts';
import { rollbackPlan } from './rollback-plan.ts';
import { describeOnEmbeddedStore } from './stores.ts';
import { useEvents } from './use-events.ts';
import { deployRun, gateState, good, released, runWith, waiting } from './use-gate.ts';

const minute = 60_000;
const digest = `sha256:${'1'.repeat(64)}`;
const other = `sha256:${'2'.repeat(64)}`;

describeOnEmbeddedStore('a run at the door of an environment', (fresh) => {
  /** A run that waits, and what is said to it whenever it is looked at. */
  async function useRun(given: Partial<AppState> & { readonly gate?: readonly string[] } = {}) {
    const state = gateState(given);
    const events = await useEvents(await fresh(), state);
    const askedAt = new Date();
    const request = {
      repository: 'octo/shop',
      installationId: 5,
      runId: waiting,
      environment: 'production',
      sha: released,
    };
    const { id } = await keepGateRequest(events.store, { ...request, askedAt });
    const said = () => (state.gates[0]?.said ?? []).map((one) => `${one.state}: ${one.comment}`);
    const look = async (milliseconds = 0, isNew = false) => {
      if (isNew) await keepGateRequest(events.store, { ...request, askedAt });
      const kept = await findGateRequest(events.store, id);
      if (kept !== null) await judgeRequest(events.event({ now: new Date(askedAt.getTime() + milliseconds) }), kept);
      return said().at(-1) ?? '';
    };
    const command = async (line: string, more: { pull?: number; by?: string; at?: Date } = {}) => {
      const { pull, by = 'oda', at = new Date(Date.now() + minute) } = more;
      const origin = {
        kind: 'comment',
        issue: pull ?? 3,
        isPullRequest: pull !== undefined,
        isOpen: true,
        comment: 1,
        link: '',
      } as const;
      const repository = { owner: 'octo', repo: 'shop' };
      const service = { ...events.event({ deliveryId: crypto.randomUUID() }), repository, origin, actor: by, line };
      return answerMarkdown(await obeyLine({ ...service, givenAt: at, reply: async () => {} }, commandHandlers));
    };
    return { state, ...events, look, said, command };
  }

  it('gets a last word before GitHub gives it up in silence', async () => {
    const { look, said } = await useRun({
      gate: [
        'validation: { fresh: 40d, void: 41d }',
        'releaseAge: 40d',
        'freezes: [{ from: 2020-01-01, to: 2090-01-01, reason: nobody is here }]',
      ],
    });
    expect(await look()).toContain('gate-frozen');
    expect(await look(28 * 1440 * minute)).toContain('gate-frozen');
    expect(said()).toHaveLength(1);
    expect(await look(29 * 1440 * minute + minute)).toMatch(/^rejected: .*has waited for 29 days/);
  });

  it('is told once that nobody can decide, and the ninth time in a row that this is a no; what went wrong is told to the log', async () => {
    const { look, said, github, log, store } = await useRun();
    github.disturb = (operation) =>
      operation === 'repos/get-content' ? { status: 502, body: { message: 'upstream 10.0.3.4 is down' } } : null;
    for (let attempt = 0; attempt < 8; attempt += 1) {
      expect(await look(attempt * minute)).toMatch(/^null: .*could not decide \(GitHub answered 502\); it tries again/);
    }
    expect(said()).toHaveLength(1);
    expect(await look(9 * minute)).toMatch(
      /^rejected: .*could not decide after 9 attempts \(GitHub answered 502\)\. Run the job again/,
    );
    expect(said().join('\n')).not.toMatch(/10\.0\.3\.4|repos\//);
    expect(log()).toContain('10.0.3.4');
    expect(await store.query('SELECT state FROM gate_requests')).toEqual([{ state: 'rejected' }]);
  });

  it('is answered once, however many replicas look at it', async () => {
    const { look, said, store } = await useRun();
    await store.query(`UPDATE gate_requests SET due_at = now() - interval '1 second'`);
    const put: string[] = [];
    const inbox: Inbox = { put: async ({ id }) => void put.push(id) };
    const watches = [1, 2].map(() => startGateWatch({ store, inbox, now: () => new Date(), onError: () => {} }));
    await Promise.all(watches.map((watch) => watch.stop()));
    // The same id is the same delivery, which the inbox keeps once.
    expect([put.length, new Set(put).size]).toEqual([2, 1]);
    await Promise.all([look(), look(), look()]);
    expect(said()).toEqual([expect.stringMatching(/^approved: /)]);
    await look();
    expect(said()).toHaveLength(1);
    expect(await store.query('SELECT state FROM gate_requests')).toEqual([{ state: 'approved' }]);
  });

  it('is the way back: let through the rule that it would trip, once its record names it, and in nobody else’s name', async () => {
    const frozen = 'freezes: [{ from: 2020-01-01, to: 2090-01-01, reason: nobody is here }]';
    const { state, look, github } = await useRun({ gate: [frozen], runs: [deployRun({ startedBy: 'tollgate[bot]' })] });
    const ledgers = refsPort(repositoryOn(github, 'ghs_installation'));
    const at = new Date().toISOString();
    const bad = openLedger(ledgers, 'bad-release', z.looseObject({}));
    await bad.create(['production', 'shop', released], { bad: true, sha: released, reason: 'rolled back' });
    expect(await look()).toMatch(/rejected: .*gate-bad-sha/s);
    Object.assign(state.gates[0] ?? {}, { isWaiting: true });

    const ledger = openLedger(ledgers, 'rollback', RollbackEntry);
    const key = ['production', 'shop', '000001'];
    const version = { id: '1', sha: released, image: null };
    const plan = { ...rollbackPlan, strategy: 'workflow-dispatch' as const, from: version, to: version };
    const begun = await ledger.create(key, { event: 'begun', at, plan });
    if (begun.kind !== 'created') throw new Error(begun.kind);
    expect(await look(1, true)).toMatch(/^null: .*gate-rollback-starting/s);
    const details = { run: String(waiting), runSha: released };
    await ledger.append(key, begun.head, { event: 'done', at, step: 'act', details });
    state.runs.splice(0, 1, deployRun({ startedBy: 'mallory' }));
    expect(await look(2, true)).toMatch(/^rejected: .*gate-bad-sha/s);
    Object.assign(state.gates[0] ?? {}, { isWaiting: true });
    state.runs.splice(0, 1, deployRun({ startedBy: 'tollgate[bot]' }));
    expect(await look(3, true)).toMatch(/^approved: .*gate-rollback/s);
  });

  it('enters with the image that evidence names, and with none that only it names itself', async () => {
    const named = (text: string) => zipOf('tollgate-release.json', Buffer.from(JSON.stringify({ digest: text })));
    const { state, look, command } = await useRun({
      gate: ['required: [release, digest]'],
      runs: [deployRun(), runWith(2, good)],
    });
    const [deploys] = state.runs;
    const say = (archive: Buffer) => state.runs.splice(0, 1, { ...(deploys ?? deployRun()), named: archive });
    expect(await look()).toMatch(/^null: .*run 501 has no artifact tollgate-release/s);
    expect(await command('/gate status production')).toContain('no artifact tollgate-release');
    say(named(digest));
    expect(await command('/gate status production')).toContain(
      'no recent trusted verdict about this commit names the image',
    );
    state.runs.splice(1, 1, runWith(2, good, { digest }));
    say(named(other));
    expect(await command('/gate status production')).toContain(`${other} was not tested; ${digest} was`);
    say(named('latest'));
    expect(await command('/gate status production')).toContain('names no image; wanted');
    say(Buffer.from('no archive'));
    expect(await command('/gate status production')).toContain('names no image; wanted');
    say(named(digest));
    expect(await command('/gate status production')).toContain('may enter');
    expect(await look(2)).toMatch(/^approved: .*was tested/s);
  });

  it('is let in by a word about the commit that its author saw, and about no other', async () => {
    const { state, command } = await useRun({ gate: ['previousEnvironment: staging'] });
    const first = commitOn(state.git, 'topic', { message: 'one', files: { 'a.js': '1' } });
    const topic = {
      repository: 'octo/shop',
      head: 'topic',
      base: 'main',
      title: '',
      body: '',
      mergedAt: null,
    } as const;
    state.pulls.push({ ...topic, number: 12, state: 'open', author: 'ann' });
    const push = (after: string, at: string, by = 'ann') => state.pushes.push({ branch: 'topic', after, by, at });
    state.pullsOfCommit[first] = [12];
    state.authors[first] = 'ann';
    push(first, '2026-11-20T10:00:00Z');
    const override = (at: string, by = 'oda') =>
      command('/gate override production it is urgent', { pull: 12, at: new Date(at), by });
    for (const early of ['2026-11-20T09:59:59Z', '2026-11-20T10:00:00Z']) {
      expect(await override(early)).toMatch(/may have changed since you looked at it.*since 2026-11-20 10:00 UTC/s);
    }
    expect(await override('2026-11-20T10:00:01Z')).toContain('The gate is open');
    const second = commitOn(state.git, 'topic', { message: 'two', files: { 'a.js': '2' } });
    expect(await override('2026-11-20T10:05:00Z')).toContain('does not say since when');
    push(second, '2026-11-20T10:04:00Z', 'oda');
    state.pullsOfCommit[second] = [12];
    state.authors[second] = 'ann';
    // Oda pushed it in the name of Ann.
    expect(await override('2026-11-20T10:05:00Z')).toContain('for a commit of his own alone');
    Object.assign(state.pulls[0] ?? {}, { fork: 'mallory/shop' });
    expect(await override('2026-11-20T10:05:00Z')).toContain('the branch of a fork');
    const merged = 'c'.repeat(40);
    Object.assign(state.pulls[0] ?? {}, { mergedAt: '2026-11-20T10:06:00Z', mergeCommit: merged, state: 'closed' });
    state.pullsOfCommit[merged] = [12];
    state.authors[merged] = 'ann';
    expect(await override('2026-11-20T10:05:30Z')).toContain('may have changed');
    expect(await override('2026-11-20T10:07:00Z', 'max')).toContain(
      'GitHub does not say who brought this commit about',
    );
    expect(await override('2026-11-20T10:08:00Z')).toContain('The gate is open');
    // Of what waits by itself, what came after the word is not meant.
    expect(await command('/gate override production go', { at: new Date(Date.now() - minute) })).toContain(
      'may have changed',
    );
  });
});
