/** What people do in the month: share, use what others shared, tell, start retrospectives, go away. */
import { messagesOf } from '../../sandbox/state/find.ts';
import type { Message } from '../../sandbox/state/world.ts';
import { widely } from '../../test/support/colleague.ts';
import { fills, submits } from '../../test/support/insist.ts';
import { posts, retroPosts } from '../../test/support/retro-path.ts';
import { dayLong, hour, isAtWork, minute, type Instant } from './calendar.ts';
import type { Team } from './cast.ts';
import { isAway } from './there.ts';
import type { Stage } from './stage.ts';
import { actionsOf } from './watch.ts';

/** Somebody shares something: by the command, or by the button of the question that was put last. */
export async function shares(stage: Stage, team: Team, by: string): Promise<void> {
  const { channel } = team;
  const token = tokenOf(stage, 'Note');
  const text = `${token} A dry run with the real data took ten minutes and saved us a night`;
  const question = lastQuestion(stage, channel);
  const isAnswer = question !== undefined && stage.chance.is(0.4);
  let at = stage.now();
  await stage.does(by, async (person) => {
    const open = async () => {
      if (isAnswer) await person.press(question, 'learned.answer');
      else await person.say(channel, `/learned ${text}`);
      at = stage.now();
      await stage.appears(by, 'learned.share');
    };
    // Where the form asks, it is for everybody: what is for its channel alone is no news elsewhere.
    return fills(person, 'learned.share', open, () => ({ what: text, ...widely(person) }));
  });
  stage.facts.push({ kind: 'shared', at, channel, by, token });
}

/** No other text holds it. */
export function tokenOf(stage: Stage, word: string): string {
  return `${word}${String(10_000 + stage.facts.length)}`;
}

/** Of the last week. */
function lastQuestion(stage: Stage, channel: string): Message | undefined {
  const question = posts(stage.lore.sandbox, channel).findLast(({ blocks }) =>
    actionsOf(blocks).includes('learned.answer'),
  );
  return question !== undefined && stage.now() - Number(question.ts) * 1000 < 7 * dayLong
    ? question
    : undefined;
}

/** Somebody says that they used what another one shared last. */
export async function uses(stage: Stage, { channel }: Team, by: string): Promise<void> {
  const own = stage.facts.flatMap((fact) => (fact.kind === 'shared' && fact.by === by ? [fact.token] : []));
  const share = posts(stage.lore.sandbox, channel).findLast(
    ({ blocks, text }) =>
      actionsOf(blocks).includes('learned.use') && !own.some((token) => text.includes(token)),
  );
  if (share === undefined || !actionsOf(share.blocks).includes('learned.manage')) return;
  await stage.fills(
    by,
    'learned.how',
    async (person) => {
      await person.press(share, 'learned.use');
      await stage.appears(by, 'learned.how');
    },
    { how: 'In the next release' },
  );
}

/** A leader writes in their journey, and publishes it in their channel. */
export async function tells(stage: Stage, { channel, host }: Team): Promise<void> {
  const token = tokenOf(stage, 'Entry');
  const text = `${token} I was sure and I was wrong`;
  let at = stage.now();
  await stage.does(host, async (person) => {
    if (!stage.isOpen(host, 'journey.preview')) {
      await person.closeAll();
      await person.say(channel, '/journey write');
      if (!(await stage.appears(host, 'journey.form'))) return false;
      await person.submit({ text, channels: [channel] });
      if (!(await stage.appears(host, 'journey.preview'))) return false;
    }
    at = stage.now();
    return submits(person);
  });
  stage.facts.push({ kind: 'told', at, channel, by: host, token });
}

/** A leader wants to be asked every week. */
export async function begins(stage: Stage, { channel, host }: Team): Promise<void> {
  await stage.fills(
    host,
    'journey.how-often',
    async (person) => {
      await person.say(channel, '/journey rhythm');
      await stage.appears(host, 'journey.how-often');
    },
    { rhythm: 'week' },
  );
}

/** A retrospective of which one half of the team says at once that they have nothing to add; the rest are reminded, and it goes on by itself. */
export async function looksBack(stage: Stage, { channel, host, members, name }: Team): Promise<void> {
  const about = `The work of ${name}`;
  await stage.fills(host, 'retro.start', async (person) => {
    await person.say(channel, `/retro ${about}`);
    await stage.appears(host, 'retro.start');
  });
  const since = stage.now();
  const answers = async (): Promise<void> => {
    const [main] = retroPosts(stage.lore.sandbox, channel, about);
    // Slack refuses it for a while, and Lore tries again.
    if (main === undefined) {
      if (stage.now() > since + dayLong) throw new Error('a retrospective without a message');
      stage.plan(stage.now() + 20 * minute, answers);
      return;
    }
    for (const id of members.filter((_, index) => index % 2 === 0))
      await stage.does(id, (person) => person.press(main, 'retro.nothing'));
  };
  await answers();
}

/** Their status says that they are away. */
export async function goesAway(stage: Stage, person: string, until: Instant): Promise<void> {
  const at = stage.now();
  const change = { kind: 'status', text: 'Vacationing', emoji: ':palm_tree:', until };
  await stage.lore.sandbox.page('person', { as: person, change });
  stage.facts.push({ kind: 'away', at, person, until: Math.floor(until / 1000) * 1000 });
}

/** At a time at which they work: the first from an instant on, and some minutes more. */
export function workingTime(stage: Stage, person: string, from: Instant): Instant {
  const tz = zoneOf(stage, person);
  let at = from;
  while (!isAtWork(at, tz)) at += 30 * minute;
  return at + stage.chance.below(20) * minute;
}

export function zoneOf(stage: Stage, person: string): string {
  return stage.lore.sandbox.world.people.find(({ id }) => id === person)?.tz ?? 'UTC';
}

/** Who of a team is not away now. */
export function present(stage: Stage, { members }: Team): string[] {
  return members.filter((id) => !isAway(stage, id, stage.now()));
}

/** What is in a message of the direct conversation with somebody, as it stands now. */
export function standsNow(stage: Stage, { channelId, ts }: Message): Message | undefined {
  return messagesOf(stage.lore.sandbox.world, channelId).find((one) => one.ts === ts);
}

/** A few hours, as people take them to answer. */
export const awhile = (stage: Stage): number => (1 + stage.chance.below(5)) * hour;
