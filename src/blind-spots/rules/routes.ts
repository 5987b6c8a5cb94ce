import { hitsIn, type Rule } from '../rule.ts';

const path = '[\'"`](/[^\'"`\\s]{0,120})[\'"`]';
const declarations = [
  new RegExp(`\\b(?:app|router|server|fastify|api|route|r|e|mux)\\.(get|post|put|patch|delete|all)\\(\\s*${path}`, 'i'),
  new RegExp(`@(Get|Post|Put|Patch|Delete|Request)(?:Mapping)?\\(\\s*(?:value\\s*=\\s*)?${path}`),
  new RegExp(`@\\w{1,40}\\.(route|get|post|put|patch|delete)\\(\\s*${path}`),
  new RegExp(`\\b(?:HandleFunc|Handle|MapGet|MapPost|MapPut|MapDelete)\\(\\s*${path}`),
];
const tests = /(^|\/)(tests?|__tests__|specs?)\/|\.(test|spec)\.\w+$/i;

/** Routes that the service newly serves. */
export const routes: Rule = {
  id: 'route',
  dimension: 'traffic',
  verb: 'adds routes',
  risk: 'no production traffic tells yet how they will be called, and the load test does not call them',
  find: (file, lines) => (tests.test(file.path) ? [] : hitsIn(lines, declarations)),
};
