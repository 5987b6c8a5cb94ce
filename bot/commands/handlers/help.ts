import { accesses } from '../../../src/chatops/access.ts';
import type { Line } from '../../../src/chatops/answer.ts';
import { grammar, usageOf } from '../../../src/chatops/grammar.ts';
import { isProtected } from '../../../src/chatops/is-protected.ts';
import { rolesFor } from '../../../src/chatops/may.ts';
import type { CommandHandler } from '../command-request.ts';

const meanings = {
  look: 'look',
  act: 'act',
  release: 'release',
  override: 'override',
} as const;

/** `/tollgate help`: what this repository allows, and to whom. */
export const onHelp: CommandHandler<'help'> = async ({ configuration, available }) => {
  const { environments = {}, commands = {} } = configuration;
  const forms = grammar.filter(({ kind }) => available.has(kind));
  const names = Object.entries(environments).map(([name, environment]): Line[] => [
    [{ code: name }, isProtected(name, environment) ? ', what changes it wants a second person' : ''],
  ]);
  return {
    mood: 'done',
    title: 'What you can ask for here',
    lines: [
      ...forms.map((form): Line => [{ code: usageOf(form) }, ` ${form.does} (${meanings[form.access]})`]),
      ...accesses.map((access): Line => `Who may ${access}: ${rolesFor(commands, access).join(', ')}`),
      ...(names.length === 0
        ? ['No environment is named under `environments:` in .github/tollgate.yml']
        : names.flat()),
    ],
  };
};
