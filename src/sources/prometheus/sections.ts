import type { Remark, Section } from '../../model/profile.ts';
import { emptySection, type Gap } from '../empty-section.ts';
import type { Match } from './convention.ts';
import type { Rows } from './prometheus-answer.ts';

/** Name under which everything of this source is reported. */
export const sourceName = 'prometheus';

/** A section without evidence, and why. */
export function unavailable(gap: Gap, convention: string | null = null): Section {
  return { ...emptySection(sourceName, gap), convention };
}

/** A section with evidence; `partial` where the server warned that its answer may be incomplete. */
export function answered(
  answer: Pick<Rows, 'warnings' | 'infos'>,
  rest: Pick<Section, 'convention' | 'remarks' | 'evidence'>,
): Section {
  const [warning] = answer.warnings;
  const notes: Remark[] = [...answer.warnings, ...answer.infos].map((message) => ({
    reason: 'server-warning',
    message,
  }));
  return {
    status: warning === undefined ? 'ok' : 'partial',
    reason: warning === undefined ? null : 'server-warning',
    message: warning ?? null,
    source: sourceName,
    ...rest,
    remarks: [...rest.remarks, ...notes],
  };
}

/** What a reader should know about the choice of metrics: other families that tell the same, and a missing route label. */
export function choiceRemarks(chosen: Match, matches: readonly Match[], named: boolean): Remark[] {
  const others = matches.filter((match) => match !== chosen).map(({ convention }) => convention.id);
  const remarks: Remark[] = [];
  if (others.length > 0) {
    remarks.push({
      reason: 'several-conventions',
      message: `${chosen.convention.id} is used; the server also has ${others.join(', ')}`,
    });
  }
  if (!named) {
    const wanted = chosen.convention.route.join(', ');
    remarks.push({
      reason: 'no-route-label',
      message: `no series has a label that names the route (looked for ${wanted}), so only totals are known`,
    });
  }
  return remarks;
}
