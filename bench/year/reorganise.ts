/** The seventh month: an admin's brief, what owners decide about their rituals, and the channels and people that change. */
import { everyObject, textAt } from '../../sandbox/json.ts';
import { findConversation } from '../../sandbox/state/find.ts';
import type { Filled } from '../../test/support/colleague.ts';
import { posts } from '../../test/support/retro-path.ts';
import { dayLong, hour, type Instant } from '../month/calendar.ts';
import type { Team } from '../month/cast.ts';
import { workingTime } from '../month/deeds.ts';
import type { Stage } from '../month/stage.ts';
import { actionsOf } from '../month/watch.ts';

/** What happens to the channel of a team, and where its people go. */
export interface Changed {
  readonly team: Team;
  readonly kind: 'merged' | 'split' | 'archived' | 'renamed' | 'leader';
  readonly into: readonly Team[];
}

/** Of twelve teams: a private channel goes into a public one, too. */
export function changesOf(teams: readonly Team[]): readonly Changed[] {
  const of = (nth: number): Team => {
    const team = teams[nth - 1];
    if (team === undefined) throw new Error(`there is no team ${String(nth)}`);
    return team;
  };
  return [
    { team: of(1), kind: 'merged', into: [of(2)] },
    { team: of(3), kind: 'merged', into: [of(4)] },
    { team: of(6), kind: 'split', into: [of(5), of(7)] },
    { team: of(9), kind: 'archived', into: [of(12)] },
    { team: of(10), kind: 'renamed', into: [] },
    { team: of(11), kind: 'leader', into: [] },
  ];
}

export const endsHere = ({ kind }: Changed): boolean => ['merged', 'split', 'archived'].includes(kind);

/** How long before the day the brief is sent, so that channels have ten days to decide. */
export const ahead = 14 * dayLong;

/** The brief is written, and sent to the channels that it concerns. @param on the day that it takes effect */
export async function writesBrief(stage: Stage, admin: Team, changes: readonly Changed[], on: string) {
  const { host, channel } = admin;
  const shows = async (opens: string, press: () => Promise<unknown>) => {
    await press();
    if (!(await stage.appears(host, opens))) throw new Error(`no ${opens}: ${shown(stage, host)}`);
  };
  const person = stage.who(host);
  const submits = async (fields: Filled) => {
    const answer = await person.submit(fields);
    if (!answer.ok || JSON.stringify(answer).includes('errors')) throw new Error(JSON.stringify(answer));
    if (!(await stage.appears(host, 'reorg.page'))) throw new Error(shown(stage, host));
  };
  await person.closeAll();
  await shows('reorg.page', () => person.say(channel, '/lore reorg'));
  await shows('reorg.brief', () => person.pressInModal('reorg.edit'));
  const words = { why: 'Two teams do the same work', stays: 'Your rituals, unless you end them' };
  await submits({ ...words, on, ask: host });
  for (const { team, kind, into } of changes) {
    await shows('reorg.change', () => person.pressInModal('reorg.add'));
    // The form follows the kind.
    await person.fill({ kind });
    const [leader = ''] = team.members.slice(1);
    const more: Filled = {
      ...(kind === 'merged' || kind === 'split' ? { into: into.map((one) => one.channel) } : {}),
      ...(kind === 'renamed' ? { name: 'harbour' } : {}),
      ...(kind === 'leader' ? { leader } : {}),
    };
    await stage.comes(() =>
      ['into', 'name', 'leader'].every(
        (name) => shown(stage, host).includes(`"block_id":"${name}`) === name in more,
      ),
    );
    await submits({ channel: team.channel, ...more });
  }
  await shows('reorg.send', () => person.pressInModal('reorg.to-send'));
  await submits({ all: ['all'] });
  await person.closeAll();
}

const shown = (stage: Stage, who: string): string => JSON.stringify(stage.who(who).modal()?.view ?? null);

/**
 * Somebody who looks after the rituals of a channel decides about each, some days after they were asked; one is left to itself.
 */
export async function decidesAll(stage: Stage, changed: Changed): Promise<void> {
  const { team, into } = changed;
  const person = stage.who(team.host);
  const asked = posts(stage.lore.sandbox, team.channel).findLast(({ blocks }) =>
    actionsOf(blocks).includes('reorg.rituals'),
  );
  if (asked === undefined) throw new Error(`${team.channel} was not asked about its rituals`);
  const [target] = into;
  if (target === undefined) throw new Error('a channel that ends goes somewhere');
  await person.closeAll();
  await person.press(asked, 'reorg.rituals');
  if (!(await stage.appears(team.host, 'reorg.rituals'))) throw new Error(shown(stage, team.host));
  for (let nth = 0; ; nth += 1) {
    const open = [...everyObject(person.modal()?.view ?? {})].filter(
      (one) => textAt(one, 'action_id') === 'reorg.decide',
    );
    // What one of them leaves undecided ends with its channel.
    if (open.length <= (changed.kind === 'split' ? 1 : 0)) break;
    await person.pressInModal('reorg.decide');
    if (!(await stage.appears(team.host, 'reorg.decide'))) throw new Error(shown(stage, team.host));
    await decide(stage, team, target, changed.kind === 'archived' && nth % 3 === 2);
  }
  await person.closeAll();
}

/** It goes where its people go: where the same is there already they come together, else it is set up there; or it is ended on purpose. */
async function decide(stage: Stage, team: Team, target: Team, ends: boolean): Promise<void> {
  const person = stage.who(team.host);
  const tries = ends ? (['retire'] as const) : (['merge', 'handover', 'retire'] as const);
  for (const decision of tries) {
    const goesOn = decision !== 'retire';
    const fields = { decision, ...(goesOn ? { into: target.channel } : {}), owner: team.host };
    const answer = await person.submit(fields);
    if (!answer.ok || JSON.stringify(answer).includes('errors')) continue;
    await stage.comes(() => stage.isOpen(team.host, 'reorg.rituals'));
    return;
  }
  throw new Error(`${team.channel} cannot decide: ${shown(stage, team.host)}`);
}

/** The channels and their people change as the brief said; Slack's people do that, and Lore hears of it. */
export async function takesEffect(stage: Stage, changes: readonly Changed[]): Promise<void> {
  const { sandbox } = stage.lore;
  for (const { team, kind, into } of changes) {
    const members = findConversation(sandbox.world, team.channel)?.members ?? [];
    for (const [nth, user] of team.members.entries()) {
      const target = into[nth % into.length];
      if (target === undefined || !members.includes(user)) continue;
      const change = { as: target.host, channelId: target.channel, userId: user, change: 'invite' };
      if (user !== target.host) await sandbox.page('membership', change);
    }
    if (kind === 'renamed')
      await sandbox.page('channel', {
        as: team.host,
        channelId: team.channel,
        change: 'rename',
        name: 'harbour',
      });
    if (kind === 'merged' || kind === 'split' || kind === 'archived')
      await sandbox.page('channel', { as: team.host, channelId: team.channel, change: 'archive' });
  }
}

/** Who looks after a channel's rituals can decide only where they are themselves. */
export async function joinsFirst(stage: Stage, changes: readonly Changed[]): Promise<void> {
  for (const { team, into } of changes.filter(endsHere))
    for (const { channel, host } of into)
      await stage.lore.sandbox.page('membership', {
        ...{ as: host, channelId: channel, userId: team.host, change: 'invite' },
      });
}

/** When somebody gets round to it. */
export const within = (stage: Stage, who: string, from: Instant): Instant =>
  workingTime(stage, who, from + stage.chance.below(30) * hour);

/** In a message to somebody alone: they say what they know to who comes after them. */
export async function isInterviewed(
  stage: Stage,
  who: string,
  successor: string,
  words: string,
): Promise<void> {
  const person = stage.who(who);
  const { world } = stage.lore.sandbox;
  const asking = (action: string) =>
    world.conversations
      .filter(({ kind, members }) => kind === 'im' && members.includes(who))
      .flatMap(({ id }) => world.messages[id] ?? [])
      .findLast(({ blocks }) => actionsOf(blocks).includes(action));
  const asked = asking('reorg.interview');
  if (asked === undefined) return;
  await stage.fills(
    who,
    'reorg.interview',
    async () => {
      await person.press(asked, 'reorg.interview');
      await stage.appears(who, 'reorg.interview');
    },
    { asked: `${words} people ask me about moves`, known: `${words} the key is under the third stone` },
  );
  await person.closeAll();
  // Once something is written, the message leads on to a successor.
  if (!(await stage.comes(() => asking('reorg.successor') !== undefined))) return;
  await stage.fills(
    who,
    'reorg.successor',
    async () => {
      const written = asking('reorg.successor');
      if (written !== undefined) await person.press(written, 'reorg.successor');
      await stage.appears(who, 'reorg.successor');
    },
    { person: successor, parts: ['asked', 'known'] },
  );
  await person.closeAll();
}
