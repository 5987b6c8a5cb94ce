import { type Answering, notFound } from '../answering.ts';
import type { AppState } from '../app-state.ts';

/** What the runs of a repository left: of a run’s attempts the older one first, for GitHub promises no order. */
export function artifactsOf({ runs }: Pick<AppState, 'runs'>) {
  return runs.flatMap(({ id: run, artifact, earlier, named, artifactName: name = 'tollgate-report' }) => [
    ...[earlier ?? null, artifact].flatMap((archive, attempt) =>
      archive === null ? [] : [{ id: 10 * run + attempt, run, name, archive }],
    ),
    ...(named === undefined ? [] : [{ id: 10 * run + 2, run, name: 'tollgate-release', archive: named }]),
  ]);
}

/** Artifacts of runs; their archives lie on another host. */
export const artifactOperations: readonly (readonly [string, Answering])[] = [
  [
    'actions/list-workflow-run-artifacts',
    ({ state, path, request }) => {
      const wanted = request.query.get('name');
      const artifacts = artifactsOf(state)
        .filter(({ run, name }) => String(run) === path['run_id'] && name === (wanted ?? name))
        .map(({ id, archive, name }) => ({ id, name, size_in_bytes: archive.length, expired: false }));
      return { status: 200, body: { total_count: artifacts.length, artifacts } };
    },
  ],
  [
    'actions/download-artifact',
    ({ state, path, blobs }) => {
      const found = artifactsOf(state).find(({ id }) => String(id) === path['artifact_id']);
      return found === undefined ? notFound : { status: 302, headers: { location: `${blobs}/blob/${found.id}` } };
    },
  ],
];
