import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { healthRoutes } from '../../bot/http/health-routes.ts';
import { createMetrics } from '../../bot/metrics.ts';
import { OperatorFile } from '../../bot/operator/operator-file.ts';
import { readBotSettings } from '../../bot/settings.ts';
import { root } from '../architecture/source-files.ts';
import { privateKey } from './deliver.ts';
import { all, stages } from './dockerfile.ts';

function documents(file: string): Record<string, unknown>[] {
  const found = parseAllDocuments(readFileSync(join(root, 'bot/kubernetes', file), 'utf8'), {
    strict: true,
    uniqueKeys: true,
  });
  if (!Array.isArray(found)) throw new Error(`${file} is empty`);
  return found.map((document) => {
    expect([...document.errors, ...document.warnings]).toEqual([]);
    return document.toJS() as Record<string, unknown>;
  });
}

const Labels = z.record(z.string(), z.string());
const Probe = z.object({ httpGet: z.object({ path: z.string(), port: z.literal('http') }) });
const Container = z.object({
  image: z.string().regex(/:\d+\.\d+\.\d+$/, 'a version, never latest'),
  ports: z.array(z.object({ name: z.string(), containerPort: z.number() })).optional(),
  startupProbe: Probe.optional(),
  livenessProbe: Probe.optional(),
  readinessProbe: Probe.optional(),
  resources: z.object({
    requests: z.object({ cpu: z.string(), memory: z.string() }),
    limits: z.object({ memory: z.string() }),
  }),
  securityContext: z.strictObject({
    allowPrivilegeEscalation: z.literal(false),
    readOnlyRootFilesystem: z.literal(true),
    capabilities: z.strictObject({ drop: z.tuple([z.literal('ALL')]) }),
  }),
  volumeMounts: z.array(z.object({ name: z.string() })),
  envFrom: z.array(z.object({ secretRef: z.object({ name: z.string() }) })),
});
const Pod = z.object({
  automountServiceAccountToken: z.literal(false),
  terminationGracePeriodSeconds: z.number().optional(),
  securityContext: z.object({
    runAsNonRoot: z.literal(true),
    runAsUser: z.literal(1000),
    seccompProfile: z.object({ type: z.literal('RuntimeDefault') }),
  }),
  containers: z.tuple([Container]),
  volumes: z.array(z.object({ name: z.string() })),
});
const Deployment = z.object({
  kind: z.literal('Deployment'),
  spec: z.object({
    replicas: z.literal(2),
    selector: z.object({ matchLabels: Labels }),
    template: z.object({ metadata: z.object({ labels: Labels }), spec: Pod }),
  }),
});
const Selecting = z.object({ kind: z.string(), spec: z.object({ selector: z.unknown() }) });
const CronJob = z.object({
  kind: z.literal('CronJob'),
  spec: z.object({
    concurrencyPolicy: z.literal('Forbid'),
    jobTemplate: z.object({ spec: z.object({ template: z.object({ spec: Pod }) }) }),
  }),
});

describe('the manifests for Kubernetes', () => {
  const [deployment, budget, service] = documents('bot.yaml');
  const { spec } = Deployment.parse(deployment);
  const pod = spec.template.spec;
  const [container] = pod.containers;

  it('probe paths that the bot answers, at the port of its image', () => {
    const store = { query: async () => [] };
    const observed = { store, metrics: createMetrics(store).registry, isDraining: () => false };
    const paths = healthRoutes(observed).map(({ path }) => path);
    const probes = [container.startupProbe, container.livenessProbe, container.readinessProbe];
    expect(probes.map((probe) => probe?.httpGet.path)).toEqual(['/healthz', '/healthz', '/readyz']);
    for (const probe of probes) expect(paths).toContain(probe?.httpGet.path);
    expect(container.ports).toEqual([{ name: 'http', containerPort: Number(all(stages()[1], 'EXPOSE')[0]) }]);
  });

  it('select the pods that they speak of', () => {
    const { labels } = spec.template.metadata;
    expect(spec.selector.matchLabels).toEqual(labels);
    expect(Selecting.parse(budget)).toMatchObject({
      kind: 'PodDisruptionBudget',
      spec: { selector: { matchLabels: labels } },
    });
    expect(Selecting.parse(service)).toMatchObject({ kind: 'Service', spec: { selector: labels } });
  });

  it('leave the bot the time that it takes to stop', () => expect(pod.terminationGracePeriodSeconds).toBe(35));

  it('mount only what they define, and are started with all that the bot wants', () => {
    const collect = CronJob.parse(documents('collect.yaml')[0]).spec.jobTemplate.spec.template.spec;
    for (const { containers, volumes } of [pod, collect]) {
      const names = volumes.map(({ name }) => name);
      expect(containers[0].volumeMounts.map(({ name }) => name)).toEqual(names);
    }
    const Secret = z.object({ metadata: z.object({ name: z.string() }), stringData: z.record(z.string(), z.string()) });
    const [bot, operator] = documents('secret.example.yaml').map((one) => Secret.parse(one));
    expect(container.envFrom.map(({ secretRef }) => secretRef.name)).toEqual([bot?.metadata.name]);
    expect(Object.values(bot?.stringData ?? {}).join('')).toBe('');
    const filled = {
      APP_ID: '1',
      PRIVATE_KEY: String(privateKey),
      WEBHOOK_SECRET: '0123456789abcdef',
      DATABASE_URL: 'postgresql://db/x',
    };
    expect(Object.keys(bot?.stringData ?? {})).toEqual(Object.keys(filled));
    expect(readBotSettings(filled).store.kind).toBe('postgres');
    const text = operator?.stringData['operator.yml'] ?? '';
    const [file] = parseAllDocuments(text) as { toJS: () => unknown }[];
    expect(OperatorFile.parse(file?.toJS()).repositories).toEqual({});
  });
});
