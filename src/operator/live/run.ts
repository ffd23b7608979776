/** Tries all checks one after the other, and takes away what they made, whatever happens. */
import { type Clock, minute } from '#core/clock.ts';
import { type Ids, teamId } from '#core/ids.ts';
import type { Config } from '../../config.ts';
import type { Render } from '../../pictures/renderer.ts';
import { makeLog } from '../../process.ts';
import { backgroundTimeout, makeClients, webClient } from '../../slack/api/clients.ts';
import { makeMessenger } from '../../slack/api/messenger.ts';
import { whoAmI } from '../../slack/directory/introduce.ts';
import { slackLogger } from '../../slack/log.ts';
import type { tokenToAskWith } from '../doctor-token.ts';
import { makeCalls } from './calls.ts';
import { choose, type Wanted } from './channel.ts';
import { type Check, type Found, no, notTried } from './check.ts';
import { endsAll, Refused, Unseen } from './refused.ts';
import { checks } from './checks.ts';
import { notPressed, pressed } from './checks/press.ts';
import { restHome } from './checks/views.ts';
import { type Live, makeLive } from './live.ts';
import { makeMade } from './made.ts';
import { listen, type Presses } from './presses.ts';
import type { Result, Run } from './report.ts';

export interface Told {
  begins(check: Check): void;
  ends(result: Result): void;
  /** Slack asks to wait. @param ms how long */
  waits(ms: number): void;
  /** What the operator is to do in Slack. */
  asks(sentence: string): void;
}

export interface LiveParts {
  readonly config: Config;
  readonly bot: Awaited<ReturnType<typeof tokenToAskWith>>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly render: Render;
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly told: Told;
  /** Aborted when the operator ends the run. */
  readonly ended: AbortSignal;
}

/** @throws ConfigError, NotIntroduced, NotConnected, Refused before anything was made; later on whatever happens is a result */
export async function tryLive(
  parts: LiveParts,
  wanted: Wanted & { readonly press?: boolean },
  list: readonly Check[] = checks,
): Promise<Run> {
  const { config, clock, ended, told } = parts;
  const settings = { slackApiUrl: config.slackApiUrl, logger: slackLogger(makeLog('silent')) };
  const client = webClient(parts.bot.token, settings, backgroundTimeout);
  const me = await whoAmI(client, parts.bot.source);
  let isCleaning = false;
  const wait = (ms: number) => parts.wait(ms, isCleaning ? undefined : ended);
  const calls = makeCalls({ client, clock, wait, waiting: (ms) => told.waits(ms) });
  const place = await choose(calls, me.user_id, wanted);
  const made = makeMade(calls, me.user_id);
  const scopes = me.response_metadata?.scopes ?? [];
  const live = makeLive(
    { ...place, team: teamId(me.team_id), bot: me.user_id, botId: me.bot_id, scopes },
    {
      messenger: makeMessenger(makeClients(async () => ({ token: parts.bot.token }), settings)),
      calls,
      made,
      now: () => clock.now(),
      wait,
      render: parts.render,
      asks: (sentence) => told.asks(sentence),
      ids: parts.ids,
    },
  );
  const results: Result[] = [];
  const left: string[] = [];
  let isSearched = false;
  let before: Swept = { found: 0, isWhole: false };
  const clean = async () => {
    isCleaning = true;
    left.push(...(await made.remove()));
    isCleaning = false;
  };
  // This machine's clock may be ahead of Slack's.
  const began = clock.now() - minute;
  const presses = wanted.press === true ? await pressesOf(config) : null;
  try {
    before = await sweepAll(live, 0);
    await clean();
    let over: string | null = null;
    for (const check of [
      ...list,
      ...(presses === null ? notPressed(whyNotPressed(config)) : pressed(presses)),
    ]) {
      told.begins(check);
      const found: Found = over === null ? await attempt(check, live) : notTried(over);
      if (over === null && ended.aborted) over = 'the run was ended';
      const code = found.answer === 'no' && endsAll.has(found.came) ? found.came : null;
      if (code !== null) over = `Slack refuses the token: ${code}`;
      results.push({ check, found });
      told.ends({ check, found });
      await clean();
    }
  } finally {
    isCleaning = true;
    await presses?.close();
    isSearched = (await sweepAll(live, began)).isWhole;
    left.push(...(await made.remove()));
    const isDrawn = results.some(
      ({ check, found }) => check.subject === 'home' && found.answer !== 'not tried',
    );
    if (isDrawn) await restHome(live).catch(() => undefined);
  }
  return {
    results,
    left,
    before: before.isWhole || before.found > 0 ? before.found : null,
    mayBeLeft: (calls.isUnsure() || made.hasUnseen()) && !isSearched,
    waits: calls.waits,
    scopes,
    socketMode: config.connection.kind === 'socket',
    isSlack: new URL(config.slackApiUrl).hostname === 'slack.com',
  };
}

async function attempt(check: Check, live: Live): Promise<Found> {
  try {
    return await check.run(live);
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') return notTried('the run was ended');
    if (error instanceof Unseen) return notTried(`Slack doesn’t show it: ${unseenFor(error.code)}`);
    // A fault of ours is no reason to leave anything behind, or to lose what the others found.
    if (!(error instanceof Refused)) return no(error instanceof Error ? error.name : 'failed');
    return error.code === 'missing_scope' ? notTried(unseenFor(error.code)) : no(error.code);
  }
}

const unseenFor = (code: string): string =>
  code === 'missing_scope' ? 'a scope for it was not granted' : code;

interface Swept {
  readonly found: number;
  /** Whether all could be read. */
  readonly isWhole: boolean;
}

/** Notes what the histories have of this kind. */
async function sweepAll(live: Live, since: number): Promise<Swept> {
  let found = 0;
  try {
    found += await live.made.sweep(live.channel, since);
    if (live.person !== null) found += await live.made.sweep(await live.direct(), since);
    return { found, isWhole: true };
  } catch (error) {
    if (error instanceof Refused) return { found, isWhole: false };
    throw error;
  }
}

const whyNotPressed = ({ connection }: Config): string =>
  connection.kind === 'socket'
    ? 'add --press'
    : 'over HTTP a press goes to Lore’s own address: start Lore, and type /retro in a channel';

async function pressesOf({ connection, slackApiUrl, proxy }: Config): Promise<Presses | null> {
  if (connection.kind !== 'socket') return null;
  return listen({ appToken: connection.appToken, slackApiUrl, proxy, log: makeLog('silent') });
}
