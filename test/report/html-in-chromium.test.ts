import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Verdict } from '../../src/model/verdict.ts';
import { html } from '../../src/report/html.ts';
import { recordHtml } from '../../src/report/incident/record-html.ts';
import { canaryVerdict } from '../fixtures/report/canary-verdict.ts';
import { hostileNames } from '../fixtures/report/hostile-names.ts';
import { hostileVerdict } from '../fixtures/report/hostile-verdict.ts';
import { hugeVerdict } from '../fixtures/report/huge-verdict.ts';
import { inconclusiveVerdict } from '../fixtures/report/inconclusive-verdict.ts';
import { plansVerdict } from '../fixtures/report/plans-verdict.ts';
import { emptyRecord, hostileRecord, shown } from '../fixtures/report/track-record.ts';
import { shopVerdict } from '../fixtures/report/verdict.ts';
import { findRequiredProgram } from './find-program.ts';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

interface Opened {
  readonly page: Page;
  /** What the page wrote to the console, threw, or asked the network for. */
  readonly complaints: readonly string[];
}

interface View {
  readonly width: number;
  readonly scheme: 'light' | 'dark';
}

const lowContrast = readFileSync(join(import.meta.dirname, 'in-page/low-contrast.js'), 'utf8');
const backgroundColour = 'getComputedStyle(document.body).backgroundColor';
const pageWidth = 'document.documentElement.scrollWidth';

const executablePath = findRequiredProgram('chromium');

describe.skipIf(executablePath === null)('the HTML report in Chromium', () => {
  let folder: string;
  let scripted: BrowserContext;
  let scriptless: BrowserContext;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tollgate-html-'));
    const launch = (name: string, javaScriptEnabled: boolean) =>
      chromium.launchPersistentContext(join(folder, name), {
        executablePath: executablePath ?? '',
        args: flags,
        javaScriptEnabled,
      });
    [scripted, scriptless] = await Promise.all([launch('scripted', true), launch('scriptless', false)]);
  });

  afterAll(async () => {
    await Promise.all([scripted?.close(), scriptless?.close()]);
    await rm(folder, { recursive: true, force: true });
  });

  async function open(context: BrowserContext, verdict: Verdict, view: View): Promise<Opened> {
    return openPage(context, html(verdict), view);
  }

  async function openPage(context: BrowserContext, text: string, { width, scheme }: View): Promise<Opened> {
    const file = join(folder, 'report.html');
    await writeFile(file, text);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => complaints.push(`thrown: ${error.message}`));
    page.on('dialog', (dialog) => {
      complaints.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      if (!/^(?:file|data):/.test(request.url())) complaints.push(`request: ${request.url()}`);
    });
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(pathToFileURL(file).href);
    return { page, complaints };
  }

  const views: readonly View[] = [400, 1280].flatMap((width) =>
    (['light', 'dark'] as const).map((scheme) => ({ width, scheme })),
  );
  const verdicts = [
    { name: 'the shop', verdict: shopVerdict() },
    { name: 'two query plans', verdict: plansVerdict() },
    { name: 'an inconclusive verdict', verdict: inconclusiveVerdict() },
    { name: '2,000 routes', verdict: hugeVerdict(2000) },
    { name: 'a canary', verdict: canaryVerdict() },
    ...hostileNames
      .filter((name) => /[<"]|^'|x{9}/.test(name))
      .map((name) => ({
        name: `a canary with the name ${JSON.stringify(name.slice(0, 40))}`,
        verdict: canaryVerdict(name),
      })),
    ...hostileNames.map((name) => ({
      name: `the name ${JSON.stringify(name.slice(0, 40))}`,
      verdict: hostileVerdict(name),
    })),
  ];

  test.each(verdicts)(
    'shows $name without a complaint and without sideways scrolling at 400 pixels',
    async ({ verdict }) => {
      const { page, complaints } = await open(scripted, verdict, { width: 400, scheme: 'light' });
      expect(await page.evaluate<number>(pageWidth)).toBeLessThanOrEqual(400);
      expect((await page.locator('body').innerText()).length).toBeGreaterThan(200);
      expect(complaints).toEqual([]);
      await page.close();
    },
  );

  test.each(views)('is not blank, and readable, at $width pixels in $scheme', async (view) => {
    const { page, complaints } = await open(scripted, shopVerdict(), view);
    const background = await page.evaluate<string>(backgroundColour);
    const [red = 0] = (background.match(/\d+/g) ?? []).map(Number);
    expect(view.scheme === 'dark' ? red < 60 : red > 200, background).toBe(true);
    await page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");
    expect(await page.evaluate<string[]>(lowContrast)).toEqual([]);
    expect(await page.evaluate<number>(pageWidth)).toBeLessThanOrEqual(view.width);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain(
      'staging does not stand for production',
    );
    expect(complaints).toEqual([]);
    await page.close();
  });

  test.each(views)('shows all of its drawings at $width pixels in $scheme', async (view) => {
    const { page } = await open(scripted, shopVerdict(), view);
    const drawings = page.locator('[aria-labelledby=latency] > .chart .row:not(.head) svg[role=img]');
    const boxes = await Promise.all((await drawings.all()).map((drawing) => drawing.boundingBox()));
    const visible = boxes.filter((box) => box !== null && box.width > 100 && box.height > 20);
    expect(visible).toHaveLength(11);
    const scatter = await page.locator('svg.scatter').boundingBox();
    expect(scatter?.width).toBeGreaterThan(300);
    await page.close();
  });

  test.each([
    { name: 'what strangers wrote', record: hostileRecord(), view: { width: 390, scheme: 'light' } as const },
    { name: 'what strangers wrote', record: hostileRecord(), view: { width: 1280, scheme: 'dark' } as const },
    { name: 'nothing', record: emptyRecord(), view: { width: 390, scheme: 'dark' } as const },
  ])('shows a track record of $name, readable, at $view.width pixels in $view.scheme', async ({ record, view }) => {
    const { page, complaints } = await openPage(scripted, recordHtml(record), view);
    expect(await page.evaluate<number>(pageWidth)).toBeLessThanOrEqual(view.width);
    expect(await page.evaluate<string[]>(lowContrast)).toEqual([]);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('releases that passed had an incident');
    for (const { title } of record.unproven)
      expect(await page.locator('[aria-labelledby=unproven] td').allInnerTexts()).toContain(shown(title));
    expect(await page.locator('script, [src], link:not([href^="data:"]), iframe').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test.each(views)('shows two plans that part, readable, at $width pixels in $scheme', async (view) => {
    const { page, complaints } = await open(scripted, plansVerdict(), view);
    expect(await page.evaluate<string[]>(lowContrast)).toEqual([]);
    expect(await page.evaluate<number>(pageWidth)).toBeLessThanOrEqual(view.width);
    const [base, head] = await Promise.all(
      (await page.locator('.pair figure').all()).map((tree) => tree.boundingBox()),
    );
    const isBeside = (head?.x ?? 0) >= (base?.x ?? 0) + (base?.width ?? Number.POSITIVE_INFINITY);
    expect(isBeside, `${JSON.stringify(base)} ${JSON.stringify(head)}`).toBe(view.width > 1000);
    const marked = await page.locator('.plan .other').allInnerTexts();
    expect(marked.map((text) => text.replaceAll(/\s+/g, ' '))).toEqual([
      'they part here Nested Loop expected 3 rows, came 3',
      'Index Scan using orders_customer_id_idx on orders o expected 3 rows, came 3',
      'they part here Hash Join expected 3 rows, came 3',
      'Seq Scan on orders o expected 14,000,000 rows, came 14,000,000',
      'Hash expected 1 row, came 1',
    ]);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test.each(views)('shows a canary’s evidence over time at $width pixels in $scheme', async (view) => {
    const { page, complaints } = await open(scripted, canaryVerdict(), view);
    await page.evaluate("for (const details of document.querySelectorAll('details')) details.open = true");
    expect(await page.evaluate<string[]>(lowContrast)).toEqual([]);
    expect(await page.evaluate<number>(pageWidth)).toBeLessThanOrEqual(view.width);
    const plots = await page.locator('.frame > svg[role=img]').all();
    const boxes = await Promise.all(plots.map((plot) => plot.boundingBox()));
    expect(boxes.filter((box) => box !== null && box.width > 150 && box.height > 150)).toHaveLength(9);
    // Words beside the drawings do not shrink with it.
    const words = await page.locator('.tick, .time').all();
    const heights = await Promise.all(words.map(async (word) => (await word.boundingBox())?.height ?? 0));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(11);
    expect(words.length).toBeGreaterThan(30);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('marks the moment at which a canary failed: where the FAIL score crosses its line', async () => {
    const { page } = await open(scripted, canaryVerdict(), { width: 1280, scheme: 'light' });
    const plot = page.locator('.metric.fail .frame').first();
    const points = (await plot.locator('path.score-fail').getAttribute('d')) ?? '';
    const level = Number(/M0 ([\d.]+)/.exec((await plot.locator('path.level-fail').getAttribute('d')) ?? '')?.[1]);
    const moment = Number(/M([\d.]+) /.exec((await plot.locator('path.moment').getAttribute('d')) ?? '')?.[1]);
    const places = [...points.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
    expect(places.find(({ y }) => y <= level)?.x).toBe(moment);
    expect(places).toHaveLength(22);
    await page.close();
  });

  test('is complete and opens its details without JavaScript', async () => {
    const { page, complaints } = await open(scriptless, shopVerdict(), { width: 400, scheme: 'light' });
    const all = page.getByText('All 12 routes');
    const cell = page.getByText('84 ms → 428 ms');
    expect(await cell.isVisible()).toBe(false);
    await all.click();
    expect(await cell.isVisible()).toBe(true);
    expect(await page.getByText('FAIL', { exact: true }).isVisible()).toBe(true);
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('names its parts and drawings for those who do not see them', async () => {
    const { page } = await open(scripted, shopVerdict(), { width: 1280, scheme: 'light' });
    expect(await page.getByRole('img', { name: /POST \/checkout: production 84 ms, staging 428 ms/ }).count()).toBe(1);
    expect(await page.getByRole('img', { name: /p95 of 11 routes, production across and staging up/ }).count()).toBe(1);
    expect(await page.getByRole('region', { name: 'Response time per route' }).count()).toBe(1);
    await page.close();
  });

  test('prints in light colours on paper, however dark the screen', async () => {
    const { page } = await open(scripted, shopVerdict(), { width: 794, scheme: 'dark' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await page.evaluate<string>(backgroundColour)).toBe('rgb(255, 255, 255)');
    expect(await page.evaluate<string[]>(lowContrast)).toEqual([]);
    expect((await page.pdf({ format: 'A4', printBackground: true })).length).toBeGreaterThan(20_000);
    await page.close();
  });
});
