/** An expression of SQL that writes a moment as an ISO 8601 instant in UTC. */
export const instant = (expression: string) =>
  `to_char(${expression} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`;
