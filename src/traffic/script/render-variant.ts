import { commentText, jsKey, jsValue } from './js-literal.ts';
import type { Hold, Scenario, Variant } from './variant.ts';

const perLine = 8;

/** Rates that are held: k6 jumps where a stage takes no time, and then stays. */
function renderHold(hold: readonly Hold[]): string {
  const lines: string[] = [];
  for (let start = 0; start < hold.length; start += perLine)
    lines.push(
      `        ${hold
        .slice(start, start + perLine)
        .map(([seconds, target]) => `[${seconds}, ${target}]`)
        .join(', ')},\n`,
    );
  return `      // seconds, iterations per time unit\n      stages: hold([\n${lines.join('')}      ]),\n`;
}

function renderScenario({ name, comment, settings, hold }: Scenario): string {
  const head = `    // ${commentText(comment)}\n`;
  if (hold === undefined) return `${head}    ${jsKey(name)}: ${jsValue(settings)},\n`;
  const lines = Object.entries(settings).map(([key, value]) => `      ${jsKey(key)}: ${jsValue(value)},\n`);
  return `${head}    ${jsKey(name)}: {\n${lines.join('')}${renderHold(hold)}    },\n`;
}

const holdFunction = `
/**
 * Stages that hold one rate after the other, without a ramp between them.
 *
 * @param {number[][]} rates
 */
function hold(rates) {
  return rates.flatMap(([seconds, target]) => [
    { duration: '0s', target },
    { duration: seconds + 's', target },
  ]);
}
`;

/** One script: its options in full, so that a reviewer sees every rate and threshold. */
export function renderVariant(variant: Variant, provenance: readonly string[]): string {
  const { about, calls, scenarios, thresholds, options = {} } = variant;
  const comments = [...about, `Run: BASE_URL=https://staging.example.com k6 run ${variant.file}`, ...provenance];
  const exported = [...new Set(['handleSummary', 'setup', ...calls])].toSorted().join(', ');
  const own = Object.entries(options).map(([key, value]) => `  ${jsKey(key)}: ${jsValue(value)},\n`);
  const limits = [...thresholds].map(([metric, list]) => `    ${jsKey(metric)}: ${jsValue(list)},\n`);
  return [
    comments.map((line) => `// ${commentText(line)}\n`).join(''),
    `import { common, everyRoute } from './tollgate.js';\n\nexport { ${exported} } from './tollgate.js';\n`,
    scenarios.some(({ hold }) => hold !== undefined) ? holdFunction : '',
    `\n/** @type {import('k6/options').Options} */\nexport const options = {\n  ...common,\n${own.join('')}`,
    `  scenarios: {\n${scenarios.map(renderScenario).join('')}  },\n`,
    `  thresholds: {\n    ...everyRoute,\n${limits.join('')}  },\n};\n`,
  ].join('');
}
