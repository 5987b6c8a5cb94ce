/** A comparison with a number, the honest part of Argo's `successCondition` and `failureCondition`. */
export interface Condition {
  readonly operator: '<' | '<=' | '>' | '>=' | '==' | '!=';
  readonly limit: number;
}

/**
 * Tells whether a value meets a condition; NaN meets none but `!=`, as in Argo's expressions.
 *
 * @example holds({ operator: '>=', limit: 0.9 }, Number.NaN) // false
 */
export function holds({ operator, limit }: Condition, value: number): boolean {
  switch (operator) {
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
    case '==':
      return value === limit;
    case '!=':
      return value !== limit;
  }
}

const pattern = /^\s*(<=|>=|==|!=|<|>)\s*(-?\d+(?:\.\d+)?(?:e-?\d+)?)\s*$/i;

/**
 * Reads a condition such as `>= 0.95`; null where the text is none.
 *
 * @example parseCondition('>= 0.95') // { operator: '>=', limit: 0.95 }
 */
export function parseCondition(text: string): Condition | null {
  const [, operator, limit] = pattern.exec(text) ?? [];
  return operator === undefined ? null : { operator: operator as Condition['operator'], limit: Number(limit) };
}
