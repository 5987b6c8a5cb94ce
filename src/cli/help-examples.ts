/** What is typed first with each command, as it stands under its help; a test parses every line. */
const examples: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'validate',
    [
      'tollgate validate --production-metrics https://prometheus.example.com \\\n    --production-selector environment=production \\\n    --staging-metrics https://prometheus.example.com \\\n    --staging-selector environment=staging --html report.html',
      'tollgate validate --dry-run                  # with .github/tollgate.yml',
    ],
  ],
  ['collect', ['tollgate collect production --out production.json']],
  ['compare', ['tollgate compare production.json staging.json --html report.html']],
  [
    'canary run',
    [
      'tollgate canary run --watch --canary-metrics http://prometheus:9090 \\\n    --canary-selector track=canary --baseline-selector track=stable --share 5%',
    ],
  ],
  ['canary judge', ['tollgate canary judge tollgate-canary.json --html canary.html']],
  ['canary plan', ['tollgate canary plan --requests-per-second 20 --error-rate 0.005']],
  [
    'canary calibrate',
    [
      'tollgate canary calibrate --canary-metrics http://prometheus:9090 \\\n    --baseline-selector app=shop \\\n    --from 2026-11-20T00:00:00Z --to 2026-11-21T00:00:00Z',
    ],
  ],
  ['canary backtest', ['tollgate canary backtest releases.yml --judge tollgate,kayenta']],
  ['rollback', ['tollgate rollback production --dry-run', 'tollgate rollback production --reason "checkout fails"']],
  [
    'traffic model',
    [
      'tollgate traffic model access.log --out production.json',
      'zcat old.gz | tollgate traffic model - --out production.json',
    ],
  ],
  ['traffic script', ['tollgate traffic script production.json --out load \\\n    --production-host shop.example.com']],
  ['traffic compare', ['tollgate traffic compare production.json staging.json']],
  ['traffic watch', ["tollgate traffic watch 'logs/*.gz' --out load"]],
  ['gate', ['tollgate gate production --sha "$(git rev-parse HEAD)" --repository octo/shop']],
  ['load run', ['BASE_URL=https://staging.example.com tollgate load run load/steady.js']],
  ['query diff', ['tollgate query diff base.json head.json --html plans.html']],
  ['query shadow build', ['tollgate query shadow build production.json --schema schema.sql --hold']],
  [
    'query shadow explain',
    ['tollgate query shadow explain slow.sql \\\n    --profile production.json --schema schema.sql'],
  ],
  ['query shadow diff', ['tollgate query shadow diff base head --profile production.json']],
  [
    'query why',
    ['tollgate query why slow.sql --profile production.json \\\n    --staging staging.json --schema schema.sql'],
  ],
  ['incident classify', ['tollgate incident classify incident.md']],
  ['incident test', ['tollgate incident test incident.md', 'tollgate incident test --issue 42 --repository octo/shop']],
  [
    'incident prove',
    ['tollgate incident prove 42 --bad https://broken.example.com \\\n    --good https://staging.example.com'],
  ],
  ['incident run', ['tollgate incident run --target https://staging.example.com']],
  ['incident record', ['tollgate incident record --report tollgate-report.json --html record.html']],
  ['incident form', ['tollgate incident form']],
  ['incident check', ['tollgate incident check --report tollgate-report.json']],
  ['lock', ['tollgate lock staging load test --for 2h', 'tollgate lock info staging']],
  ['unlock', ['tollgate unlock staging']],
  ['freeze', ['tollgate freeze production until 2026-12-31 because year end']],
  ['unfreeze', ['tollgate unfreeze production']],
  [
    'init',
    [
      'tollgate init --production-metrics https://prometheus.example.com \\\n    --staging-metrics https://staging-prometheus.example.com',
    ],
  ],
  ['doctor', ['tollgate doctor']],
  ['demo', ['tollgate demo']],
  ['schema', ['tollgate schema config > tollgate.schema.json', 'tollgate schema report']],
  ['explain', ['tollgate explain too-few-requests']],
]);

/** What is typed with a command, for example `canary judge`, each as a shell takes it; none for words that are no command. */
export function helpExamples(words: string): readonly string[] {
  return examples.get(words) ?? [];
}
