import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { OperatorFile } from '../../bot/operator/operator-file.ts';
import { formatMistakes } from '../../src/config/format-mistakes.ts';
import { loadConfiguration } from '../../src/config/load-configuration.ts';
import { ReleasesFile } from '../../src/model/canary/releases-file.ts';
import { root } from '../architecture/source-files.ts';
import { workflowMistakes } from './github-parser.ts';

const written = readdirSync(join(root, '.github/guides')).map((file) => `.github/guides/${file}`);
const guides = ['README.md', ...written, 'bot/README.md', 'src/README.md', '.github/CONTRIBUTING.md'];
const textOf = (guide: string) => readFileSync(join(root, guide), 'utf8');
const environment = {
  PRODUCTION_DATABASE_URL: 'postgresql://production/shop',
  STAGING_DATABASE_URL: 'postgresql://staging/shop',
  PROMETHEUS_TOKEN: 'token',
};
const now = new Date('2026-11-20T12:00:00Z');

interface Snippet {
  readonly where: string;
  readonly text: string;
}

const snippets: readonly Snippet[] = guides.flatMap((guide) => {
  const text = textOf(guide);
  return [...text.matchAll(/^```yaml\n(.*?)^```/gms)].map(({ 1: body = '', index }) => ({
    where: `${guide}:${text.slice(0, index).split('\n').length}`,
    text: body,
  }));
});

/** A part of a workflow as the whole that it belongs into. */
function wholeWorkflow(text: string, value: unknown): string {
  if (Array.isArray(value)) return `on: push\njobs:\n  job:\n    runs-on: ubuntu-24.04\n    steps:\n${text}`;
  return /^on:/m.test(text) ? text : `on: push\n${text}`;
}

async function configurationMistakes(text: string): Promise<string> {
  const whole = /^version:/m.test(text) ? text : `version: 1\n${text}`;
  const readFile = async () => whole;
  const loaded = await loadConfiguration('tollgate.yml', { environment, readFile, now });
  return loaded.ok ? '' : formatMistakes(loaded.mistakes);
}

/** What is wrong with a snippet, by whoever reads such a file. */
async function mistakesOf({ where, text }: Snippet): Promise<unknown> {
  const value: unknown = parse(text);
  if (Array.isArray(value) || (value !== null && typeof value === 'object' && 'jobs' in value))
    return (await workflowMistakes(where, wholeWorkflow(text, value))).join('\n');
  if (text.includes('tollgate.releases/1')) return ReleasesFile.safeParse(value).error?.message ?? '';
  // Where a secret or a hash is left out there is nothing more to check than that it is YAML.
  if (text.startsWith('# TOLLGATE_OPERATOR_FILE'))
    return text.includes('sha256: …') ? '' : (OperatorFile.safeParse(value).error?.message ?? '');
  return configurationMistakes(text);
}

/** As GitHub makes the anchor of a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

function anchorsOf(guide: string): string[] {
  return [...textOf(guide).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
}

function brokenLinks(guide: string): string[] {
  const links = [...textOf(guide).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link = '']) => link);
  return links.filter((link) => {
    const [path = '', anchor] = link.split('#');
    const target = path === '' ? guide : join(dirname(guide), path);
    if (!existsSync(join(root, target))) return true;
    return anchor !== undefined && !anchorsOf(target).includes(anchor);
  });
}

describe('what the guides show', () => {
  it('is found', () => expect(snippets.length).toBeGreaterThan(12));

  it.each(snippets)('$where is taken by whoever reads it', async (snippet) => {
    expect(await mistakesOf(snippet)).toBe('');
  });

  it.each(guides)('%s links to what is there', (guide) => {
    expect(brokenLinks(guide)).toEqual([]);
  });
});
