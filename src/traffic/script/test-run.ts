import { Document } from 'yaml';
import { commentText } from './js-literal.ts';
import type { LoadPlan } from './load-plan.ts';

const name = 'tollgate-load';

/**
 * `testrun.yaml` for the k6-operator: one script on several load generators, each with its part of every scenario.
 *
 * The address comes from a ConfigMap of the cluster, and credentials from a Secret, never from this file.
 */
export function testRun({ runners }: LoadPlan, provenance: readonly string[]): string {
  const document = new Document({
    apiVersion: 'k6.io/v1alpha1',
    kind: 'TestRun',
    metadata: { name },
    spec: {
      parallelism: runners,
      separate: true,
      script: { configMap: { name: `${name}-scripts`, file: 'steady.js' } },
      runner: {
        envFrom: [
          { configMapRef: { name: `${name}-target` } },
          { secretRef: { name: `${name}-credentials`, optional: true } },
        ],
      },
    },
  });
  document.commentBefore = [
    ...provenance,
    `kubectl create configmap ${name}-scripts --from-file=.`,
    `kubectl create configmap ${name}-target --from-literal=BASE_URL=https://staging.example.com`,
    'kubectl apply -f testrun.yaml',
    `Each of the ${runners} load generators judges its own thresholds, so their counts are 1/${runners} of the whole.`,
  ]
    .map((line) => ` ${commentText(line)}`)
    .join('\n');
  return document.toString({ lineWidth: 0 });
}
