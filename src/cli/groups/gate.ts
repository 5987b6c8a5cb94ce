import type { Registrar } from '../registrar.ts';

/** The door of an environment. */
export function describeGate({ command }: Registrar): void {
  command(
    'gate',
    'decide whether a commit may enter an environment, by the evidence on GitHub or what the bot knows; fails closed',
    async () => (await import('../run-gate.ts')).runGate,
  )
    .argument('<ENVIRONMENT>', 'environment of the configuration')
    .option('--sha <SHA>', 'commit that is to be deployed, whole (default: GITHUB_SHA)')
    .option('--digest <DIGEST>', 'image that is to be deployed, sha256:…')
    .option('--config <FILE>', 'configuration, as the default branch has it (default: .github/tollgate.yml)')
    .option('--service <NAME>', 'service of the configuration (default: the gate’s own, or the only one)')
    .option('--repository <OWNER/NAME>', 'repository (default: GITHUB_REPOSITORY)')
    .option('--token <TOKEN>', 'token of GitHub (default: GITHUB_TOKEN, GH_TOKEN)')
    .option('--app <LOGIN>', 'login of the App, which writes issues about drifts and starts rollbacks', 'tollgate[bot]')
    .option('--bot-url <URL>', 'let the bot at this address decide, known by the job’s OpenID token')
    .option('--bot-token <TOKEN>', 'token of the bot’s operator instead (default: TOLLGATE_BOT_TOKEN)')
    .option('--without-bot', 'decide from GitHub alone where the bot gives no answer')
    .option('--json <FILE>', 'write the decision as JSON; - for standard output')
    .addHelpText(
      'after',
      '\nExit codes: 0 allowed, 1 not allowed, 2 usage or configuration,\n3 wait, or evidence is missing, 4 somebody did not answer.',
    );
}
