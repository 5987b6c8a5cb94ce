// Runs a k6 script where there is no k6: node run-without-k6.mjs ENVIRONMENT-AS-JSON SCRIPT
// Every scenario sends one request to a stand-in that only notes it; then the script is told of a test that has ended.
import { registerHooks } from 'node:module';

const [variables, script] = process.argv.slice(2);
const environment = JSON.parse(variables);
const modules = {
  k6: 'export const check = (value, checks) => Object.values(checks).every((one) => one(value));',
  'k6/http': 'export default { request: (...given) => note(...given) };',
};
registerHooks({
  resolve: (name, context, next) =>
    Object.hasOwn(modules, name) ? { url: `k6:${name}`, shortCircuit: true } : next(name, context),
  load: (url, context, next) =>
    url.startsWith('k6:')
      ? { format: 'module', source: modules[url.slice('k6:'.length)], shortCircuit: true }
      : next(url, context),
});

const requests = [];
const note = (...given) => {
  const [method, url, body, { tags }] = given;
  requests.push({ method, url, body, name: tags.name });
  return { status: 200 };
};
Object.assign(globalThis, { note, __ENV: environment });

const { options, handleSummary, ...functions } = await import(script);
for (const { exec, env } of Object.values(options.scenarios)) {
  Object.assign(environment, env);
  functions[exec]();
}

/** 2,000 answered requests wherever a threshold looks; only iterations were dropped. */
const values = { count: 2000, rate: 0, med: 50, 'p(95)': 100, 'p(99)': 200, passes: 0, fails: 2000 };
const metric = ([name, thresholds]) => [
  name,
  {
    values,
    thresholds: Object.fromEntries(thresholds.map((one) => [one, { ok: name !== 'dropped_iterations' }])),
  },
];
const metrics = Object.fromEntries(Object.entries(options.thresholds).map(metric));
const total = { values: { count: 10_000, rate: 1 } };
const files = handleSummary({ metrics: { ...metrics, http_reqs: total } });
process.stdout.write(JSON.stringify({ options, requests, files }));
