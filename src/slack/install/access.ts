/**
 * The tokens with which Lore works in many workspaces. They expire, and what renews one can be used once: so one process at a time renews an
 * installation's, the others take what it stored, and an answer that comes too late for what happened meanwhile changes nothing.
 */
import type { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { z } from 'zod';
import { type Clock, hour, type Instant, minute } from '#core/clock.ts';
import type { TeamId } from '#core/ids.ts';
import type { Held, Tokens } from '../../store/settings/installations.ts';
import type { Store } from '../../store/store.ts';
import { isOfSlack, refusal } from '../api/call-outcome.ts';
import type { Access, AccessOf, Refused } from '../api/clients.ts';
import { isRevoked } from '../api/revoked.ts';
import { errorFacts } from '../log.ts';

export interface ManyTokens {
  readonly accessOf: AccessOf;
  /** As `ClientSettings.onRefused`: renews a token that has expired, and ends the work where Slack takes none any more. */
  readonly onRefused: (refused: Refused) => Promise<number | null>;
  /** Whether Slack still takes the token for a workspace, or of an organisation; if it does not say, it counts as taken. */
  readonly isTaken: (team: TeamId) => Promise<boolean>;
}

export interface AccessParts {
  readonly store: Pick<Store, 'installations' | 'workspaces' | 'alone'>;
  /** Without a token, and without retries. */
  readonly client: WebClient;
  /** `auth.test`, by a client that follows no refusal. */
  readonly ask: (token: string) => Promise<unknown>;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Called for each workspace whose installation is over. */
  readonly ended: (team: TeamId) => Promise<void>;
  /** When Lore is gone from a workspace, by its own clock. */
  readonly clock: Clock;
  /** Wall time: by it Slack's tokens expire. */
  readonly now: () => Instant;
  readonly log: Logger;
}

/** A token is renewed when less than this is left; Slack's live twelve hours. */
const margin = 2 * hour;

/** Less than this is left: no call is begun with it. */
const tooLate = minute;

/** After Slack was asked to renew a token, before it is asked again. */
const pause = minute;

/** ms after which a call is made again with a token that is there now. */
const soon = 1_000;

const answer = z.object({ access_token: z.string(), refresh_token: z.string(), expires_in: z.number() });

/** Slack's codes for what renewed a token and does so no more. Not `invalid_auth`: Slack says so of every token, too, where this network may not call. */
const spent = new Set([
  'account_inactive',
  'invalid_grant',
  'invalid_refresh_token',
  'token_expired',
  'token_revoked',
]);

/** Slack's codes for a token that it does not take. */
const refusals = new Set([
  'account_inactive',
  'invalid_auth',
  'not_authed',
  'token_expired',
  'token_revoked',
]);

/** The organisation took this workspace out; its token works on elsewhere. */
const takenOut = 'team_access_not_granted';

export const sayGone =
  'Lore was uninstalled here, or its token was revoked: it sends nothing more, and keeps everything. To go on, install it again at LORE_ADDRESS, under /install';

export function manyTokens(parts: AccessParts): ManyTokens {
  const { store, clock, now, log } = parts;
  const { installations } = store;
  const renewing = new Map<TeamId, Promise<void>>();
  const notBefore = new Map<TeamId, Instant>();
  /** Slack's answers that could not be stored: nobody gets them a second time. */
  const unstored = new Map<TeamId, { readonly sealed: string; readonly tokens: Tokens }>();

  const ask = async (refresh: string): Promise<Tokens> => {
    const askedAt = now();
    const said = answer.parse(
      await parts.client.oauth.v2.access({
        client_id: parts.clientId,
        client_secret: parts.clientSecret,
        grant_type: 'refresh_token',
        refresh_token: refresh,
      }),
    );
    return {
      access: said.access_token,
      refresh: said.refresh_token,
      expiresAt: askedAt + said.expires_in * 1000,
    };
  };

  /** Unless it was installed again while Slack was asked. */
  const gone = async ({ holder, sealed }: Held): Promise<void> => {
    for (const team of await installations.over(holder, { sealed }, clock.now())) await parts.ended(team);
  };

  const refusalOf = (token: string): Promise<string | null> => parts.ask(token).then(() => null, refusal);

  const isTaken = async (token: string): Promise<boolean> => {
    const code = await refusalOf(token);
    return code === null || !refusals.has(code);
  };

  /** What renewed it does so no more: another process was quicker, or the installation is over, or Slack takes the token for as long as it lasts. */
  const couldNot = async (held: Held, team: TeamId, code: string | null): Promise<void> => {
    const newest = await installations.heldFor(team);
    if (newest?.sealed !== held.sealed) return;
    if (code !== null && spent.has(code) && !(await isTaken(held.access))) {
      await gone(held);
      return;
    }
    notBefore.set(held.holder, now() + pause);
    log.error(
      { team, ...(code === null ? {} : { code }) },
      'Slack did not renew a token: Lore asks again in a minute, and works on while the old one lasts',
    );
  };

  const renewAlone = async (before: Held, team: TeamId): Promise<void> => {
    const held = await installations.heldFor(team);
    // Another process renewed it, or it was installed again, or removed.
    if (held === null || held.sealed !== before.sealed || held.refresh === null) return;
    const known = unstored.get(held.holder);
    let tokens: Tokens;
    if (known?.sealed === held.sealed) ({ tokens } = known);
    else
      try {
        tokens = await ask(held.refresh);
      } catch (error) {
        if (!isOfSlack(error) && !(error instanceof z.ZodError)) throw error;
        await couldNot(held, team, refusal(error));
        return;
      }
    unstored.set(held.holder, { sealed: held.sealed, tokens });
    const isStored = await installations.renewed(held, tokens);
    unstored.delete(held.holder);
    // A token that is refused as soon as it is there is not renewed over and over.
    if (isStored) notBefore.set(held.holder, now() + pause);
    else notBefore.delete(held.holder);
  };

  const renew = (held: Held, team: TeamId): Promise<void> => {
    const { holder } = held;
    const running = renewing.get(holder);
    if (running !== undefined) return running;
    const wait = (notBefore.get(holder) ?? 0) - now();
    // Longer only where the clock was set back.
    if (wait > 0 && wait <= pause) return Promise.resolve();
    const work = store
      .alone(`renews ${holder}`, () => renewAlone(held, team))
      .catch((error: unknown) => {
        notBefore.set(holder, now() + pause);
        log.error({ team, error: errorFacts(error) }, 'a token could not be renewed');
      })
      .finally(() => renewing.delete(holder));
    renewing.set(holder, work);
    return work;
  };

  const accessIn = (held: Held | null): Access => {
    if (held === null) return { token: null };
    const { access: token, isOrganisation: isOrganisations } = held;
    if (held.expiresAt !== null && held.expiresAt - now() <= tooLate)
      return { token, isOrganisations, afterMs: pause };
    return { token, isOrganisations };
  };

  return {
    isTaken: async (team) => {
      const held = await installations.heldFor(team);
      return held !== null && isTaken(held.access);
    },
    accessOf: async (team) => {
      const held = await installations.heldFor(team);
      if (held === null || held.expiresAt === null || held.refresh === null) return accessIn(held);
      const left = held.expiresAt - now();
      if (left > margin) return accessIn(held);
      const renewed = renew(held, team);
      // While the old one lasts, nobody waits for a new one.
      if (left > tooLate) return accessIn(held);
      await renewed;
      return accessIn(await installations.heldFor(team));
    },
    onRefused: async ({ team, token, code }) => {
      if (!refusals.has(code) && code !== takenOut) return null;
      const installation = await store.workspaces.find(team);
      const held = await installations.heldFor(team);
      if (held === null || installation === null) return null;
      if (held.access !== token) return soon;
      if (code === takenOut) {
        if (held.isOrganisation && (await store.workspaces.removed(team, clock.now(), installation)))
          log.error({ team, code }, sayGone);
        return null;
      }
      if (held.refresh !== null) {
        await renew(held, team);
        const newest = await installations.heldFor(team);
        if (newest === null) return null;
        if (newest.access !== token) return soon;
        // It will be renewed: what is called is not at fault.
        return code === 'token_expired' ? pause : null;
      }
      if (isRevoked(await refusalOf(token))) await gone(held);
      return null;
    },
  };
}
