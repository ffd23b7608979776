/** What people do to find each other in the month: ask, answer, say that they may be asked, join coaching rounds, begin a forum, look at what they did for others. */
import { posts } from '../../test/support/retro-path.ts';
import type { Instant } from './calendar.ts';
import type { Team } from './cast.ts';
import { tokenOf, workingTime } from './deeds.ts';
import type { Stage } from './stage.ts';
import { actionsOf } from './watch.ts';

/** Which channels have coaching rounds, and which a forum. */
export const hasRounds = (index: number): boolean => index % 3 === 0;
const hasForum = (index: number) => index % 4 === 1;

/** The admin turns on what a workspace has to choose. @param more further practices */
export async function turnsOn(stage: Stage, more: readonly string[] = []): Promise<void> {
  const admin = stage.lore.sandbox.world.people.find(({ isAdmin, isBot }) => isAdmin && !isBot)?.id;
  if (admin === undefined) throw new Error('nobody is an admin');
  const isShown = () => JSON.stringify(stage.who(admin).home()).includes('lore.change_workspace');
  await stage.fills(
    admin,
    'lore.workspace',
    async (person) => {
      await person.openHome();
      await stage.comes(isShown);
      await person.pressInHome('lore.change_workspace');
      await stage.appears(admin, 'lore.workspace');
    },
    Object.fromEntries(
      ['questions', 'coaching', 'forums', 'thanks', ...more].map((name) => [`practice.${name}`, 'on']),
    ),
  );
}

/** Types a command, and fills in what it opens. */
const types = (stage: Stage, { channel }: Team, who: string, text: string, opens: string, fields = {}) =>
  stage.fills(
    who,
    opens,
    async (person) => {
      await person.say(channel, text);
      await stage.appears(who, opens);
    },
    fields,
  );

/** Before the month begins, each at a time at which they work. @param from when they hear of it */
export function planMeeting(stage: Stage, team: Team, index: number, from: Instant): void {
  const guests = new Set(stage.lore.sandbox.world.people.flatMap(({ id, isGuest }) => (isGuest ? [id] : [])));
  const members = team.members.filter((id) => !guests.has(id));
  for (const who of members) {
    const at = () => workingTime(stage, who, from);
    if (hasRounds(index)) stage.plan(at(), () => types(stage, team, who, '/coach join', 'coaching.join'));
    if (stage.chance.is(0.2))
      stage.plan(at(), () =>
        types(stage, team, who, '/ask expertise', 'questions.knows', {
          topics: 'gardening',
          asked: ['mayAsk'],
        }),
      );
    if (stage.chance.is(0.1))
      stage.plan(at(), () =>
        stage.does(who, async (person) => {
          await person.closeAll();
          await person.say(team.channel, '/lore thanks evidence');
          return stage.comes(() => person.modal() !== undefined);
        }),
      );
  }
  const [one, two, three, four] = members;
  if (!hasForum(index) || one === undefined || two === undefined || three === undefined) return;
  const fields = { channel: team.channel, subject: 'Releases', core: [one, two, three] };
  stage.plan(workingTime(stage, one, from), () =>
    types(stage, team, one, '/forum new', 'forums.new', { ...fields, sponsor: four ?? two, every: 'month' }),
  );
}

/** Of what nobody has shared anything: a digest has nothing to say of it. */
const wonders = 'Which of both logos belongs on our mug?';

export async function asks(stage: Stage, team: Team, by: string): Promise<void> {
  const token = tokenOf(stage, 'Asked');
  await types(stage, team, by, `/ask ${token} ${wonders}`, 'questions.new', { place: 'channel' });
  stage.facts.push({ kind: 'asked', at: stage.now(), channel: team.channel, by, token });
}

/** Somebody answers what was asked last, unless they asked it. */
export async function answers(stage: Stage, { channel }: Team, by: string): Promise<void> {
  const asked = stage.facts.findLast((fact) => fact.kind === 'asked' && fact.channel === channel);
  if (asked?.kind !== 'asked' || asked.by === by) return;
  const question = posts(stage.lore.sandbox, channel).findLast(
    ({ blocks, text }) => text.includes(asked.token) && actionsOf(blocks).includes('questions.answer'),
  );
  if (question === undefined) return;
  const token = tokenOf(stage, 'Reply');
  await stage.fills(
    by,
    'questions.answer',
    async (person) => {
      await person.press(question, 'questions.answer');
      await stage.appears(by, 'questions.answer');
    },
    { words: `${token} The blue one` },
  );
  stage.facts.push({ kind: 'answered', at: stage.now(), channel, by, token });
}
