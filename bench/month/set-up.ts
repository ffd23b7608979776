/** People invite Lore to their channels and set up its rituals there, in the forms that Lore shows them. What they set up is written down as the forms say it. */
import { findIm, messagesOf } from '../../sandbox/state/find.ts';
import type { Message } from '../../sandbox/state/world.ts';
import type { Filled } from '../../test/support/colleague.ts';
import { minute, type Calendar } from './calendar.ts';
import type { Team } from './cast.ts';
import { befores, regulars, type BeforeName, type Regular, type RegularName } from './facts.ts';
import type { Stage } from './stage.ts';
import { actionsOf, presetOf } from './watch.ts';

/** @returns the days on which the channel works */
export async function setUp(stage: Stage, team: Team): Promise<Calendar> {
  const { host, channel } = team;
  await stage.playTo(stage.now() + minute);
  await stage.lore.sandbox.page('membership', { as: host, channelId: channel, change: 'add bot' });
  await stage.playTo(stage.now() + minute);
  const greeting = greetingOf(stage, host);
  await stage.does(host, (person) => person.press(greeting, 'lore.start_rituals'));
  const overview = overviewOf(stage, team);
  const calendar = await setUpChannel(stage, team, overview);
  for (const schedule of regulars) {
    const every = everyOf(team, schedule);
    await changeSchedule(stage, team, schedule, every === null ? {} : { every }, overview);
  }
  for (const schedule of befores) await beginBefore(stage, team, schedule, overview);
  return calendar;
}

/** Opens all rituals of the channel, by the button of the greeting. */
export function overviewOf(stage: Stage, { host }: Pick<Team, 'host'>): () => Promise<boolean> {
  return async () => {
    await stage.who(host).press(greetingOf(stage, host), 'lore.rituals');
    return stage.appears(host, 'lore.rituals');
  };
}

function greetingOf(stage: Stage, person: string): Message {
  const { world } = stage.lore.sandbox;
  const im = findIm(world, person);
  const greeting = messagesOf(world, im?.id ?? '').find(({ blocks }) =>
    actionsOf(blocks).includes('lore.rituals'),
  );
  if (greeting === undefined) throw new Error(`${person} was not greeted`);
  return greeting;
}

function everyOf({ fate }: Team, schedule: RegularName): Regular['every'] | null {
  return fate.kind === 'rhythm' && fate.schedule === schedule ? fate.every : null;
}

/** The calendar is read off the form, before it is sent with the region. */
async function setUpChannel(
  stage: Stage,
  { host, region }: Team,
  overview: () => Promise<boolean>,
): Promise<Calendar> {
  let tz = '';
  await stage.does(host, async (person) => {
    await person.closeAll();
    if (!(await overview())) return false;
    await person.pressInModal('lore.set_up_channel');
    if (!(await stage.appears(host, 'lore.channel'))) return false;
    tz = presetOf(person.modal()?.view ?? {}, 'zone') ?? '';
    return (await person.submit(region === null ? {} : { holidays: region })).ok;
  });
  return { tz, weekdays: [1, 2, 3, 4, 5], region };
}

/** Opens the form of a ritual, changes some of it, and writes down what it says then. */
export async function changeSchedule(
  stage: Stage,
  { host, channel }: Pick<Team, 'host' | 'channel'>,
  schedule: RegularName,
  changed: Filled,
  overview: () => Promise<boolean>,
): Promise<void> {
  let rule: Regular | undefined;
  let at = stage.now();
  await stage.does(host, async (person) => {
    // The form of before, which was not acknowledged.
    if (!stage.isOpen(host, 'lore.ritual')) {
      await person.closeAll();
      if (!(await overview())) return false;
      await person.pressInModal('lore.set_up_ritual', { holds: schedule });
      if (!(await stage.appears(host, 'lore.ritual'))) return false;
    }
    const view = person.modal()?.view ?? {};
    const held = (field: string) => String(changed[field] ?? presetOf(view, field));
    const [hours, minutes] = held('time').split(':').map(Number);
    rule = {
      every: held('every') as Regular['every'],
      weekday: Number(held('weekday')),
      minutes: (hours ?? 0) * 60 + (minutes ?? 0),
    };
    at = stage.now();
    return (await person.submit(changed)).ok;
  });
  if (rule === undefined) throw new Error('a form without a rule');
  const last = stage.facts.findLast(
    (fact) => fact.kind === 'rule' && fact.channel === channel && fact.schedule === schedule,
  );
  const isOther = last?.kind !== 'rule' || JSON.stringify(last.rule) !== JSON.stringify(rule);
  if (isOther) stage.facts.push({ kind: 'rule', at, channel, schedule, rule });
}

async function beginBefore(
  stage: Stage,
  { host, channel }: Team,
  schedule: BeforeName,
  overview: () => Promise<boolean>,
): Promise<void> {
  let at = stage.now();
  await stage.does(host, async (person) => {
    await person.closeAll();
    if (!(await overview())) return false;
    await person.pressInModal('lore.set_up_ritual', { holds: schedule });
    if (!(await stage.appears(host, 'lore.ritual_before'))) return false;
    at = stage.now();
    return (await person.submit()).ok;
  });
  stage.facts.push({ kind: 'on', at, channel, schedule });
}
