/** Why a line is no request; the order is that of the outcomes below. */
export const malformedReasons = [
  'empty line',
  'line too long',
  'binary data',
  'not in the format',
  'no time that can be read',
  'no request line',
  'cut off at the end of the file',
] as const;

/** What a parser says of a line: a request, a header of the format, or the reason (from 1) why it is neither. */
export const outcome = {
  directive: -1,
  request: 0,
  empty: 1,
  tooLong: 2,
  binary: 3,
  otherFormat: 4,
  noTime: 5,
  noRequest: 6,
  cutOff: 7,
} as const;
