/** A stretch of a sentence: what it says is the cause, the effect, denied, done about it, or just said. */
export interface Clause {
  readonly role: 'cause' | 'effect' | 'denied' | 'remedy' | 'plain';
  readonly text: string;
  /** The sentence it stands in, for quoting. */
  readonly sentence: string;
}

const longestSentence = 1000;
const markers: readonly (readonly [Clause['role'], RegExp])[] = [
  [
    'denied',
    /\b(?:(?:was|were|is|are|has been|had been)(?: not|n[’']t)(?: (?:at all|actually|really))? (?:the|a|an|due|caused|related|because|to blame|responsible|involved)|not (?:because|due|caused|related|the cause)|ruled out|nothing to do with|unrelated to|rather than|instead of|no evidence (?:of|for)|(?:first|initially|at first|originally) (?:\w+ ){0,2}(?:suspected|thought|blamed|assumed|believed)|(?:suspected|blamed|assumed|looked like|seemed (?:like|to be)|appeared to be)|red herring)\b/,
  ],
  [
    'cause',
    /\b(?:root cause|caused by|cause was|because(?: of)?|due to|owing to|triggered by|as a result of|resulted from|stemmed from|traced (?:back )?to|thanks to|turned out|reason was|culprit|brought down by|broken by|originated|came from|blamed on|attributed to)\b/,
  ],
  [
    'effect',
    /\b(?:(?:which|that|this|and|thus|thereby|then) (?:(?!was |were |is |been )\w+ )?(?:caused|led|triggered|made|overloaded|overwhelmed|took down|brought down|exhausted|resulted|saturated|filled)|causing|(?<!(?:was|were|is|been|are) )caused(?! by)|leading to|led to|lead to|result(?:ing|ed) in|so that|triggering|(?<!(?:was|were|is|been|are) )triggered(?! by)|making|overwhelming|overloading|exhausting|saturating|which in turn|in turn|as a consequence|consequently|therefore|cascad(?:ed|ing) into|brought down|took down|taking down|knocked out|until)\b/,
  ],
  [
    'remedy',
    /\b(?:(?:was |were |got )?(?:fixed|resolved|mitigated|restored|remedied|solved|recovered)(?: by)?|to (?:fix|mitigate|resolve|prevent|recover)|we (?:have )?(?:added|increased|raised|restarted|rolled back|reverted|renewed|will|plan)|the fix|as a fix|workaround|in (?:the )?future|restarting|rolling back)\b/,
  ],
];
const anyMarker = new RegExp(markers.map(([role, pattern]) => `(?<${role}>${pattern.source})`).join('|'), 'giu');
const deniedAfter =
  /\b(?:was|were|is|are) (?:ruled out|fine|healthy|innocent|not (?:the cause|to blame|involved|affected|at fault|responsible)|unrelated|a red herring)\b|\b(?:wasn|weren|isn|aren)[’']t (?:the cause|to blame|involved|affected|at fault|responsible)\b|\bhad nothing to do\b/i;

/** Sentences of a text; a line of a list is one. */
export function sentencesOf(text: string): readonly string[] {
  return text
    .split(/(?<=[.!?])\s+|\n\s*(?:\n|[-*|]|\d+\.)\s*/)
    .map((sentence) => sentence.replaceAll(/\s+/g, ' ').trim().slice(0, longestSentence))
    .filter((sentence) => sentence !== '');
}

/**
 * Cuts a sentence where its role changes: “X led to Y” is a cause and an effect.
 *
 * @example clausesOf('An expired certificate led to retries.').map(({ role }) => role) // ['cause', 'effect']
 */
export function clausesOf(sentence: string): readonly Clause[] {
  return sentence.split(/[;:](?=\s)|,?\s+(?:but|however|although|while)\s+/i).flatMap((part) => {
    if (deniedAfter.test(part)) return [{ role: 'denied', text: part, sentence } as const];
    return splitAtMarkers(part, sentence);
  });
}

function splitAtMarkers(part: string, sentence: string): Clause[] {
  const clauses: Clause[] = [];
  let role: Clause['role'] = 'plain';
  let from = 0;
  for (const marker of part.matchAll(anyMarker)) {
    clauses.push(...upToComma({ role: before(role, roleOf(marker)), text: part.slice(from, marker.index), sentence }));
    role = roleOf(marker);
    from = marker.index;
  }
  clauses.push(...upToComma({ role, text: part.slice(from), sentence }));
  return clauses.filter(({ text }) => /\w/.test(text));
}

/** What is denied ends at the next comma. */
function upToComma(clause: Clause): Clause[] {
  const comma = clause.role === 'denied' ? clause.text.indexOf(',') : -1;
  if (comma < 0) return [clause];
  return [
    { ...clause, text: clause.text.slice(0, comma) },
    { ...clause, role: 'plain', text: clause.text.slice(comma) },
  ];
}

function roleOf(marker: RegExpExecArray): Clause['role'] {
  return markers.find(([role]) => marker.groups?.[role] !== undefined)?.[0] ?? 'plain';
}

/** What stands before an effect is a cause; what stands before a cause is an effect. */
function before(role: Clause['role'], next: Clause['role']): Clause['role'] {
  if (role !== 'plain') return role;
  if (next === 'effect') return 'cause';
  return next === 'cause' ? 'effect' : 'plain';
}
