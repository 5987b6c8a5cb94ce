import { commentText, jsText, jsValue } from './js-literal.ts';
import type { LoadPlan } from './load-plan.ts';

const header = (lines: readonly string[]) => lines.map((line) => `// ${commentText(line)}\n`).join('');

/** `routes.js`: what is sent and how often, most requested first, and the hosts that are never loaded. */
export function renderRoutes(plan: LoadPlan, provenance: readonly string[]): string {
  const routes = plan.routes.map(({ name, tag, method, template, queryNames, hasBody, count, share }) => {
    const { literals, parameters } = template;
    const value = jsValue({ name, tag, method, literals, parameters, queryNames, hasBody, weight: count });
    return `  // ${commentText(`${name}: ${(share * 100).toFixed(2)} % of production's requests`)}\n  ${value},\n`;
  });
  const hosts = plan.settings.productionHosts.map((host) => jsText(host.toLowerCase()));
  return [
    header(['What production was asked for. Generated: change the traffic model, not this file.', ...provenance]),
    `\n/** Hosts that are production: no script sends anything to them. @type {string[]} */\n`,
    `export const productionHosts = [${hosts.join(', ')}];\n`,
    `\n/** @type {import('./tollgate.js').Route[]} */\nexport const routes = [\n${routes.join('')}];\n`,
  ].join('');
}
