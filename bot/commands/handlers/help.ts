import { accesses } from '../../../src/chatops/access.ts';
import type { Line } from '../../../src/chatops/answer.ts';
import { grammar, usageOf } from '../../../src/chatops/grammar.ts';
import { isProtected } from '../../../src/chatops/is-protected.ts';
import { rolesFor } from '../../../src/chatops/may.ts';
import type { Configuration } from '../../../src/config/schema.ts';
import type { CommandHandler } from '../command-request.ts';

function environmentLines({ environments = {} }: Configuration): Line[] {
  const lines = Object.entries(environments).map(
    ([name, environment]): Line => [
      { code: name },
      isProtected(name, environment)
        ? ': what changes it wants the word of a second person, or of whoever is on call'
        : '',
    ],
  );
  return lines.length > 0 ? lines : ['No environment is named under `environments:` in .github/tollgate.yml'];
}

/** `/tollgate help`: what this repository allows, and to whom. */
export const onHelp: CommandHandler<'help'> = async ({ configuration, available }) => ({
  mood: 'done',
  title: 'What you can ask for here',
  lines: [
    ...grammar
      .filter(({ kind }) => available.has(kind))
      .map((form): Line => [{ code: usageOf(form) }, ` ${form.does} (${form.access})`]),
    ...accesses.map(
      (access): Line => [
        { code: access },
        ` takes one of the roles ${rolesFor(configuration.commands ?? {}, access).join(', ')}`,
      ],
    ),
    'Whoever is on call may give every command but a forced one; teams and people on the list all but overrides',
    ...environmentLines(configuration),
  ],
});
