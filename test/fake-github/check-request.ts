import type { Operation } from './description/description.ts';
import { bodySchema, propertiesOf, violationsOf } from './description/description.ts';

/** A request as it came over the wire. */
export interface AppRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly token: string;
  /** Media types that the client wants. */
  readonly accept?: string;
  /** Parsed; undefined where there was none. */
  readonly body: unknown;
}

/** What GitHub's own description has against a request. */
export function requestViolations(operation: Operation, { query, body }: AppRequest): string[] {
  return [...queryViolations(operation, query), ...bodyViolations(operation, body), ...ruleViolations(operation, body)];
}

function queryViolations({ parameters }: Operation, query: URLSearchParams): string[] {
  const known = new Map(parameters.filter((one) => one.in === 'query').map((one) => [one.name, one]));
  return [...query].flatMap(([name, text]) => {
    const parameter = known.get(name);
    if (parameter === undefined) return [`the query knows no ${name}`];
    const isNumber = parameter.schema.type === 'integer';
    const value = isNumber ? Number(text) : parameter.schema.type === 'boolean' ? text === 'true' : text;
    return violationsOf(parameter.schema, value).map((violation) => `query ${name}: ${violation}`);
  });
}

function bodyViolations({ requestBody }: Operation, body: unknown): string[] {
  const schema = bodySchema(requestBody);
  if (schema === undefined) return body === undefined ? [] : ['a body where none is wanted'];
  if (body === undefined) return requestBody?.required === true ? ['no body'] : [];
  const known = propertiesOf(schema);
  const unknown = Object.keys(Object(body)).filter((name) => known.size > 0 && !known.has(name));
  return [
    ...violationsOf(schema, body).map((violation) => `body: ${violation}`),
    ...unknown.map((name) => `body: there is no ${name}`),
  ];
}

/** Longest texts, in characters; the description does not tell all of them. */
const longestText = 65_535;

/** What GitHub refuses although its description lets it through. */
function ruleViolations({ operationId }: Operation, body: unknown): string[] {
  const given = Object(body) as Record<string, unknown>;
  const output = Object(given['output']) as Record<string, unknown>;
  const texts = [given['body'], output['summary'], output['text']];
  const tooLong = texts.filter((text) => typeof text === 'string' && text.length > longestText);
  return [
    ...tooLong.map(() => `a text longer than ${longestText} characters`),
    ...(operationId.startsWith('checks/') && given['status'] === 'completed' && given['conclusion'] === undefined
      ? ['a completed check without a conclusion']
      : []),
    ...(operationId === 'repos/create-deployment' && given['auto_merge'] !== false
      ? ['a deployment that would merge the default branch into its commit']
      : []),
  ];
}
