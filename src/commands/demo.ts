import { policyFrom } from '../config/policy-from.ts';
import { recordShop } from '../demo/record-shop.ts';
import { shop } from '../demo/shop.ts';
import { judge } from '../judge/judge.ts';
import { tool } from '../model/tool.ts';
import type { Verdict } from '../model/verdict.ts';

/** The hour that the demonstration shows; fixed, so that everybody sees the same verdict. */
const window = { from: '2026-11-20T09:00:00.000Z', to: '2026-11-20T10:00:00.000Z' };

/** Records both environments of a small shop with the seeded generator and judges them: no server, no network. */
export function demo(): Verdict {
  const reference = recordShop(shop.production, { window, seed: 14, history: true });
  const candidate = recordShop(shop.staging, { window, seed: 12, history: false });
  const run = { tool, command: 'demo', generatedAt: window.to, configHash: 'demo' };
  return judge({ reference, candidate, policy: policyFrom({}, 'fidelity', null), today: window.to.slice(0, 10) }, run);
}
