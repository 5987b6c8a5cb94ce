import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { handlers } from '../../bot/events/registry.ts';
import { isSigned } from '../../bot/http/is-signed.ts';
import { publicData } from '../fixtures/public-data.ts';
import { eventually } from './eventually.ts';
import { describeOnEmbeddedStore } from './stores.ts';
import { useAppGitHub } from './use-app-github.ts';
import { useBot } from './use-bot.ts';

const folder = join(publicData, 'webhooks/github');
const vectors = join(publicData, 'webhooks/signature_vectors.json');

describe('a signature of GitHub', () => {
  it.skipIf(!existsSync(vectors))('is checked as GitHub documents it (public vector)', () => {
    const { github } = JSON.parse(readFileSync(vectors, 'utf8'));
    const body = Buffer.from(github.payload);
    expect(isSigned(body, github.expected, github.secret)).toBe(true);
    expect(isSigned(Buffer.from(`${github.payload}!`), github.expected, github.secret)).toBe(false);
    expect(isSigned(body, github.expected, 'development')).toBe(false);
    expect(isSigned(body, github.expected.toUpperCase(), github.secret)).toBe(false);
  });
});

describeOnEmbeddedStore('public payloads of GitHub', (fresh) => {
  it.skipIf(!existsSync(folder))('are taken in and worked off, each as it is', async () => {
    const github = await useAppGitHub();
    const bot = await useBot(await fresh(), handlers, { githubApi: github.url });
    const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
    expect(files.length).toBeGreaterThan(50);
    const statuses = new Map<string, number>();
    for (const file of files) {
      const payload = JSON.parse(readFileSync(join(folder, file), 'utf8')) as object;
      // Examples of GitHub’s are mostly without what every delivery to an App has.
      const [event = ''] = file.split('__');
      const { status } = await bot.deliver(event, { installation: { id: 5 }, ...payload }, { id: file });
      statuses.set(file, status);
    }
    expect([...statuses].filter(([, status]) => status !== 200)).toEqual([]);
    const counts = async () =>
      (await (await fetch(`${bot.url}/metrics`)).text()).match(/^tollgate_deliveries\{state="\w+"\} \d+$/gm);
    await eventually(async () =>
      expect(await counts()).toEqual([
        'tollgate_deliveries{state="waiting"} 0',
        `tollgate_deliveries{state="done"} ${files.length}`,
        'tollgate_deliveries{state="dead"} 0',
      ]),
    );
    expect(bot.log()).not.toContain('a delivery failed');
  });
});
