import type { Evidence } from '../../model/evidence.ts';
import type { Section } from '../../model/profile.ts';
import { windowSeconds } from '../../model/window.ts';
import type { Gap } from '../empty-section.ts';
import { type Collection, lackOf } from './collection.ts';
import { configuredConventions } from './configured-conventions.ts';
import { customEvidence, customQuery } from './custom-evidence.ts';
import type { CustomQuery } from './prometheus-settings.ts';
import { matchers } from './promql.ts';
import { resourceEvidence } from './resource-evidence.ts';
import { chooseParts, resourceQuery } from './resource-query.ts';
import { resourceProviders } from './resources/registry.ts';
import { answered, sourceName, unavailable } from './sections.ts';

/** Collects all resources in one query, and each check of the configuration in one more. */
export async function collectResources(collection: Collection): Promise<Section> {
  const [known, ...custom] = await Promise.all([
    collectKnown(collection),
    ...collection.settings.custom.map((check) => collectCustom(collection, check)),
  ]);
  if (custom.length === 0) return known;
  const evidence = [...known.evidence, ...custom.flatMap((one) => one.evidence)];
  const failed = [known, ...custom].find((one) => one.status !== 'ok');
  const remarks = [known, ...custom].flatMap((one) => one.remarks);
  if (failed === undefined) return { ...known, evidence, remarks };
  const nothing = [known, ...custom].every((one) => one.status === 'unavailable');
  return {
    ...known,
    status: nothing ? 'unavailable' : 'partial',
    reason: failed.reason,
    message: failed.message,
    evidence,
    remarks,
  };
}

async function collectKnown(collection: Collection): Promise<Section> {
  const { settings, window, found } = collection;
  const parts = chooseParts(resourceProviders, found.names);
  if (parts.length === 0) return unavailable(resourceLack(collection));
  const frame = { selector: matchers(settings.selector), seconds: windowSeconds(window), split: settings.splitBy };
  const answer = await collection.ask('resources', resourceQuery(parts, frame));
  const convention = [...new Set(parts.map(({ provider }) => provider))].join(', ');
  if (!answer.ok) return unavailable(answer, convention);
  const origin = { source: sourceName, query: collection.key('resources'), split: settings.splitBy };
  return answered(answer.value, {
    convention,
    evidence: resourceEvidence(answer.value.rows, parts, origin),
    remarks: [],
  });
}

function resourceLack(collection: Collection): Gap {
  const lack = lackOf(collection, 'resource metrics');
  return lack.reason === 'source-empty'
    ? lack
    : { reason: 'no-series', message: 'the server has no known resource metric for this selector' };
}

async function collectCustom(collection: Collection, check: CustomQuery): Promise<Section> {
  const { settings, window } = collection;
  const name = `custom/${check.name}`;
  const origin = { source: sourceName, query: collection.key(name) };
  const answer = await collection.ask(name, customQuery(check, matchers(settings.selector), windowSeconds(window)));
  if (!answer.ok) {
    const { reason, message } = answer;
    const unreachable: Evidence = {
      state: 'unreachable',
      measure: `custom:${check.name}`,
      scope: { route: null, slice: '' },
      ...origin,
      reason,
      message,
    };
    return { ...unavailable(answer), evidence: [unreachable] };
  }
  const [route, method] = (['route', 'method'] as const).map((role) => [
    ...new Set(configuredConventions(settings).flatMap((convention) => convention[role])),
  ]);
  const evidence = customEvidence(check, answer.value.rows, {
    ...origin,
    labels: { route: route ?? [], method: method ?? [] },
  });
  return answered(answer.value, { convention: null, evidence, remarks: [] });
}
