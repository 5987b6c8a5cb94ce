import { z } from 'zod';
import { ProviderError } from '../model/provider-error.ts';
import { UsageError } from '../model/usage-error.ts';

const Answer = z.object({ value: z.string().min(1) });

/**
 * Asks GitHub for the OpenID token of the running job.
 *
 * @param otherwise what is missing, and what to do instead
 * @throws UsageError outside of a job, or in one without `id-token: write`
 * @throws ProviderError where GitHub gives none
 */
export async function requestWorkflowToken(
  surroundings: Readonly<Record<string, string | undefined>>,
  { audience, otherwise }: { readonly audience: string; readonly otherwise: string },
): Promise<string> {
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = surroundings;
  const address = url === undefined ? null : URL.parse(url);
  if (address === null || token === undefined) {
    throw new UsageError(
      'invalid-option',
      `${otherwise}, or run in a GitHub job with \`permissions: id-token: write\``,
    );
  }
  address.searchParams.set('audience', audience);
  const response = await fetch(address, {
    headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(15_000),
  }).catch(() => null);
  const given = Answer.safeParse(await response?.json().catch(() => null)).data;
  if (given !== undefined) return given.value;
  throw new ProviderError('bad-response', 'GitHub gave no OpenID token for this job');
}
