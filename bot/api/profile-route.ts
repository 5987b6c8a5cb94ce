import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { Profile } from '../../src/model/profile.ts';
import { profileReceived } from '../events/own-event.ts';
import type { ReadBody } from '../http/read-body.ts';
import { type Route, sendJson } from '../http/route.ts';
import { type Voucher, type Vouching, vouchFor } from '../profiles/vouch-for.ts';
import type { Inbox } from '../queue/inbox.ts';
import type { Querying } from '../store/database.ts';
import { type Kept, keepProfile } from '../store/profiles.ts';
import { findRepository, type KeptRepository } from '../store/repositories.ts';
import { bearerOf } from './bearer-of.ts';

export interface Receiving extends Vouching {
  readonly store: Querying;
  readonly inbox: Inbox;
  readonly log: Logger;
  readonly readBody: ReadBody;
}

/** A profile of 5,000 routes has about 6 MB. */
const largestProfile = 12 * 1024 * 1024;
/** What was collected longer ago says nothing of today. */
const oldest = 24 * 3_600_000;
/** Clocks differ. */
const ahead = 5 * 60_000;

interface Answer {
  readonly status: number;
  readonly body: object;
}
const refuse = (status: number, error: string): Answer => ({ status, body: { error } });

/** Takes in a profile: whoever sends it is known before a byte of it is read, and its form is checked before anything else looks at it. */
export function profileRoute(receiving: Receiving): Route {
  return {
    method: 'POST',
    path: '/api/v1/profiles',
    async answer(request, response) {
      const token = bearerOf(request);
      const voucher = token === null ? null : await vouchFor(token, receiving).catch((error: Error) => error);
      if (voucher === null || voucher instanceof Error) {
        // Why is for the log only: it would help nobody but a forger.
        if (voucher !== null) receiving.log.warn({ why: voucher.message }, 'nobody vouches for a profile');
        response.setHeader('www-authenticate', 'Bearer');
        response.setHeader('connection', 'close');
        sendJson(response, 401, { error: 'wanted a token that vouches for the profile' });
        return;
      }
      const { status, body } = await receive(
        await receiving.readBody(request, response, largestProfile),
        voucher,
        receiving,
      );
      sendJson(response, status, body);
    },
  };
}

async function receive(bytes: Buffer, voucher: Voucher, receiving: Receiving): Promise<Answer> {
  const digest = createHash('sha256').update(bytes).digest('hex');
  if (voucher.digest !== null && voucher.digest !== digest) return refuse(401, 'the token is for another profile');
  const profile = parse(bytes);
  if (profile === null) return refuse(422, 'this is no profile of version tollgate.profile/1');
  const why = voucher.whyNot(profile.environment);
  if (why !== null) return refuse(403, `not for the environment ${profile.environment.slice(0, 100)}: ${why}`);
  const wrongTime = whyOutOfTime(profile, receiving.now());
  if (wrongTime !== null) return refuse(422, wrongTime);
  const repository = await findRepository(receiving.store, voucher.repository);
  if (repository === null) return refuse(404, 'the App is not installed on this repository, or not known to be yet');
  return keep({ profile, digest, voucher, repository }, receiving);
}

interface Accepted {
  readonly profile: Profile;
  readonly digest: string;
  readonly voucher: Voucher;
  readonly repository: KeptRepository;
}

async function keep({ profile, digest, voucher, repository }: Accepted, receiving: Receiving): Promise<Answer> {
  const { store, inbox, log, now } = receiving;
  const { name } = repository;
  const kept = await keepProfile(store, { repository: name, profile, digest, signer: voucher.signer, now: now() });
  if (kept.kind === 'outdated') return refuse(409, 'a profile that was collected later is known');
  // Also for what was sent before: a crash may have come between keeping it and this. Once worked off, it is not again.
  await inbox.put(deliveryOf(repository, kept));
  if (kept.kind === 'replayed') return refuse(409, 'this profile was sent before');
  log.info(
    { repository: name, profile: kept.id, environment: profile.environment, signer: voucher.signer },
    'a profile came',
  );
  return { status: 202, body: { id: kept.id } };
}

/** Deep or broken JSON, and anything that is no profile, is null. */
function parse(bytes: Buffer): Profile | null {
  try {
    return Profile.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    return null;
  }
}

function whyOutOfTime({ collectedAt }: Profile, now: Date): string | null {
  const age = now.getTime() - Date.parse(collectedAt);
  if (!(age >= -ahead)) return `it was collected in the future (${collectedAt})`;
  return age <= oldest ? null : `it was collected more than 24 hours ago (${collectedAt})`;
}

function deliveryOf({ name, installationId }: KeptRepository, { id }: Kept) {
  return {
    id: `profile:${id}`,
    event: profileReceived,
    action: null,
    repository: name,
    payload: JSON.stringify({ installation: { id: installationId }, profile: id }),
  };
}
