/** Where a rollback goes: the release before, a commit (7 to 40 hexadecimal digits), or a tag. */
export type RollbackTarget =
  | { readonly kind: 'previous' }
  | { readonly kind: 'commit'; readonly sha: string }
  | { readonly kind: 'tag'; readonly tag: string };

/** One service in one environment; a service that is not named is the only one. */
interface Place {
  readonly environment: string;
  readonly service: string | null;
}

/** What somebody asks for, in a comment, in Slack or on the command line. Environments are names of the configuration. */
export type Command =
  | (Place & {
      readonly kind: 'rollback';
      readonly to: RollbackTarget;
      readonly dryRun: boolean;
      readonly force: boolean;
      /** Whether a pull request that takes the changes back is wanted. */
      readonly revertPr: boolean;
      readonly reason: string | null;
    })
  | (Place & { readonly kind: 'canary-status' })
  | (Place & { readonly kind: 'canary-abort'; readonly reason: string | null })
  | { readonly kind: 'validate' }
  | (Place & { readonly kind: 'gate-status' })
  | (Place & { readonly kind: 'gate-override'; readonly reason: string })
  | {
      readonly kind: 'lock';
      readonly environment: string;
      /** Seconds; null: as long as is usual. */
      readonly lasts: number | null;
      readonly reason: string;
    }
  | { readonly kind: 'lock-info'; readonly environment: string }
  | { readonly kind: 'unlock'; readonly environment: string; readonly force: boolean }
  | {
      readonly kind: 'freeze';
      readonly environment: string;
      /** ISO instant. */
      readonly until: string;
      readonly reason: string;
    }
  | { readonly kind: 'unfreeze'; readonly environment: string }
  | { readonly kind: 'help' }
  | {
      readonly kind: 'accept';
      /** Fingerprint of a finding. */
      readonly finding: string;
      /** Last day, ISO date. */
      readonly until: string;
      readonly reason: string;
    }
  | { readonly kind: 'incident-test' }
  | { readonly kind: 'incident-class'; readonly class: string }
  | { readonly kind: 'confirm'; readonly code: string };

export type CommandKind = Command['kind'];
/** The command of one kind. */
export type CommandOf<Kind extends CommandKind> = Extract<Command, { readonly kind: Kind }>;
