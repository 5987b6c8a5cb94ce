import { benchBot } from './bot/bench-bot.ts';
import { benchData } from './data.ts';
import { benchGate } from './gate.ts';
import { benchJudge } from './judge/bench-judge.ts';
import { benchPetShop } from './petshop.ts';
import { benchShadow } from './shadow.ts';
import { benchStart } from './start.ts';
import { benchTraffic } from './traffic.ts';

/** Every benchmark by name; `npm run bench` runs all, `npm run bench -- start` one. */
const benchmarks = new Map([
  ['shadow', benchShadow],
  ['start', benchStart],
  ['gate', benchGate],
  ['judge', benchJudge],
  ['petshop', benchPetShop],
  ['traffic', benchTraffic],
  ['data', benchData],
  ['bot', benchBot],
]);

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !benchmarks.has(name));
if (unknown.length > 0) {
  console.error(`no benchmark ${unknown.join(', ')}; there are ${[...benchmarks.keys()].join(', ')}`);
  process.exit(2);
}
for (const [name, bench] of benchmarks) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n# ${name}`);
  await bench();
}
