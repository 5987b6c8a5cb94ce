/** What a path segment is by its form. A literal names a route; everything else is a value that a person or a machine made. */
export const segmentKinds = ['literal', 'number', 'uuid', 'hex', 'date', 'token', 'email', 'text', 'rest'] as const;
export type SegmentKind = (typeof segmentKinds)[number];

/** Classes of bytes, as bits: what a segment consists of says most about it. */
export const byteClass = { letter: 1, digit: 2, mark: 4, other: 8 } as const;

/** The class of each byte: letters; digits; `-`, `_`, `.` and `~`; everything else. */
export const classOfByte = Uint8Array.from({ length: 256 }, (_, byte) => {
  const text = String.fromCharCode(byte);
  if (/[A-Za-z]/.test(text)) return byteClass.letter;
  if (/\d/.test(text)) return byteClass.digit;
  return /[-_.~]/.test(text) ? byteClass.mark : byteClass.other;
});

const forms: readonly [SegmentKind, RegExp][] = [
  ['number', /^-?\d+(?:\.\d+)?$/],
  ['uuid', /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i],
  ['date', /^\d{4}-\d{2}(?:-\d{2}(?:[T_ ][\d:.]+Z?)?)?$/],
  // Addresses, cards, telephones, coordinates: digits with something between them.
  ['text', /^\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?$/],
  ['text', /^(?=.*:.*:)\[?[\da-f:.]+\]?$/i],
  ['text', /^(?=(?:\D*\d){5})[^A-Za-z]+$/],
  // Keys that say whose they are: GitHub, GitLab, Stripe, Slack, AWS, Google, npm.
  [
    'token',
    /^(?:gh[oprsu]_|github_pat_|glpat-|[prs]k_(?:live|test)_|xox[a-z]-|A[KS]IA(?=[\dA-Z]{16}$)|AIza|npm_)[\w-]{8,}$/,
  ],
  ['hex', /^(?=.*\d)(?:0x)?[\da-f]{8,}$/i],
  ['email', /(?:@|%40).*\./],
  ['text', /^@./],
  ['text', /^~./],
  ['token', /^eyJ[\w-]*\.[\w-]+\.[\w-]*$/],
  // ULID and the like
  ['token', /^(?=(?:.*\d){3})[\dA-Z]{20,}$/],
  ['token', /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[\w+-]{12,}={0,2}$/],
  ['token', /^[\w+-]{15,}={1,2}$/],
  ['token', /^(?:[a-z]+\d+){3,}[a-z]*$/i],
  ['text', /\d{5,}/],
  ['text', /^\d+\.[a-z]\w{1,4}$/i],
];

/** A plus sign is a space between words that somebody searched for; an equals sign stands before a value. */
const literal = /^[\w!$&'()*,.:;~-]+$/;
const longestLiteral = 80;

/**
 * Tells what a path segment is by its form.
 *
 * @example segmentKind('orders') // 'literal'
 * @example segmentKind('48219') // 'number'
 * @example segmentKind('jane%40example.com') // 'email'
 */
export function segmentKind(segment: string): SegmentKind {
  for (const [kind, form] of forms) if (form.test(segment)) return kind;
  return literal.test(segment) && segment.length <= longestLiteral ? 'literal' : 'text';
}
