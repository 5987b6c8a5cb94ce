import { createPublicKey } from 'node:crypto';
import { z } from 'zod';
import { parseEgress } from '../egress/egress-rule.ts';

function isEd25519(pem: string): boolean {
  try {
    return pem.includes('PUBLIC KEY') && createPublicKey(pem).asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}

const Egress = z
  .string()
  .refine((text) => parseEgress(text) !== null, 'wanted a host, or host:port; no address, no path, no *')
  .describe('a host, or host:port, that validations and rollbacks of this repository may connect to');

const PublicKey = z
  .string()
  .refine(isEd25519, 'wanted an Ed25519 public key in PEM, as `openssl pkey -in key.pem -pubout` writes it');

/** Who may send the profiles of an environment: whoever has its key, or one workflow. */
const Sender = z.union([
  z.strictObject({ key: PublicKey.describe('public half of the key that the environment’s profiles are signed with') }),
  z.strictObject({
    workflow: z.string().regex(/^\.github\/workflows\/[\w.-]+\.ya?ml$/, 'a file such as .github/workflows/collect.yml'),
    branch: z.string().min(1).default('main').describe('the branch that the workflow must have come from'),
    environment: z.string().min(1).optional().describe('the GitHub environment that its job must have run in'),
  }),
]);
export type Sender = z.infer<typeof Sender>;

const Token = z.strictObject({
  name: z.string().min(1).describe('who has it, for the log'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'the SHA-256 of the token in hexadecimal, never the token'),
});

export type Token = z.infer<typeof Token>;

const Oidc = z.strictObject({
  issuer: z.url({ protocol: /^https?$/ }).default('https://token.actions.githubusercontent.com'),
  audience: z.string().min(1).default('tollgate').describe('what a workflow must ask its token for'),
  keys: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('address of the issuer’s keys; default: ISSUER/.well-known/jwks'),
});
export type Oidc = z.infer<typeof Oidc>;

/** What the operator grants to one repository. */
export const Grants = z.strictObject({
  variables: z
    .record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'the name of a variable'), z.string().min(1))
    .default({})
    .describe('what ${NAME} in this repository’s configuration stands for, and nothing else does'),
  profiles: z.record(z.string().min(1), Sender).default({}).describe('who may send profiles, by environment'),
  tokens: z.array(Token).default([]).describe('who may read verdicts'),
  egress: z
    .array(Egress)
    .default([])
    .describe('where validations that run beside the bot, and its rollbacks, may connect to'),
});
export type Grants = z.infer<typeof Grants>;

/** GitHub takes two names for one whose letters differ only in their case; which of two grants counted would be chance. */
function isEachOnce(repositories: Readonly<Record<string, unknown>>): boolean {
  const names = Object.keys(repositories).map((name) => name.toLowerCase());
  return new Set(names).size === names.length;
}

/** The operator’s file: what the bot lends to repositories. It holds secrets and is read once, at the start. */
export const OperatorFile = z.strictObject({
  version: z.literal(1).describe('version of this file’s format'),
  tokens: z.array(Token).default([]).describe('who may see deliveries that were given up, and have them worked off'),
  oidc: Oidc.prefault({}).describe('who issues the tokens of workflows'),
  repositories: z
    .record(z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'owner/name'), Grants)
    .refine(isEachOnce, 'a repository stands here twice: in a name it does not matter which letters are capital')
    .default({})
    .describe('grants by repository, "owner/name"'),
});
export type OperatorFile = z.infer<typeof OperatorFile>;
