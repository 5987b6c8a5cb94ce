import { deployment } from './deployment.ts';
import { gitopsCommit } from './gitops-commit.ts';
import type { Acting, Strategy } from './strategy.ts';
import { webhook } from './webhook.ts';
import { workflowDispatch } from './workflow-dispatch.ts';

/** The parts of the strategy of a rollback, bound to its settings. */
export function strategyOf(acting: Acting): { readonly [Part in keyof Strategy]: () => ReturnType<Strategy[Part]> } {
  const { settings } = acting;
  switch (settings.strategy) {
    case 'deployment':
      return bound(deployment, { ...acting, settings });
    case 'workflow-dispatch':
      return bound(workflowDispatch, { ...acting, settings });
    case 'gitops-commit':
      return bound(gitopsCommit, { ...acting, settings });
    case 'webhook':
      return bound(webhook, { ...acting, settings });
  }
}

function bound<Settings>(strategy: Strategy<Settings>, acting: Acting<Settings>) {
  return {
    act: () => strategy.act(acting),
    follow: () => strategy.follow(acting),
    settle: () => strategy.settle(acting),
  };
}
