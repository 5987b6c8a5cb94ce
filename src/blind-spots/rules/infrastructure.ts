import type { ChangedFile, Lines } from '../changed-file.ts';
import { type Hit, hitsIn, type Rule } from '../rule.ts';

const files =
  /(^|\/)(Dockerfile[\w.-]*|docker-compose[\w.-]*\.ya?ml|compose\.ya?ml|Chart\.yaml|values[\w.-]*\.ya?ml|kustomization\.ya?ml|nginx[\w.-]*\.conf|haproxy\.cfg|serverless\.ya?ml)$|\.(tf|tfvars|bicep)$/;
const manifests = /\.ya?ml$/;
const kinds = [
  /^\s*kind:\s*(Deployment|StatefulSet|DaemonSet|CronJob|Ingress|Service|NetworkPolicy|HorizontalPodAutoscaler|ConfigMap|Role|RoleBinding|ClusterRole|VirtualService|Rollout)\b/,
  /^\s*(replicas|cpu|memory|maxReplicas|minReplicas|timeoutSeconds|maxConnections):\s*["\w.]+/,
];

function touched(file: ChangedFile, lines: Lines): Hit[] {
  if (files.test(file.path)) return [{ what: file.path, line: lines.added[0]?.number ?? 1 }];
  return manifests.test(file.path) ? hitsIn({ ...lines, removed: [] }, kinds) : [];
}

/** Containers, clusters, networks. */
export const infrastructure: Rule = {
  id: 'infrastructure',
  dimension: 'configuration',
  verb: 'changes infrastructure',
  risk: 'production has its own sizes, limits and network',
  find: touched,
};
