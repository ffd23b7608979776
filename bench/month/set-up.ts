/** People invite Lore to their channels and set up its rituals there, in the forms that Lore shows them. What they set up is written down as the forms say it. */
import { listAt, textAt, type Json } from '../../sandbox/json.ts';
import { findIm, messagesOf } from '../../sandbox/state/find.ts';
import type { Message } from '../../sandbox/state/world.ts';
import { fieldsOf, type Filled, type Which } from '../../sandbox/company/elements.ts';
import { minute, type Calendar } from './calendar.ts';
import type { Team } from './cast.ts';
import { befores, regulars, type BeforeName, type Regular, type RegularName } from './facts.ts';
import { hasRounds } from './meet.ts';
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
  const changes = new Map<RitualName, Changed>(
    [...regulars, ...befores].map((name) => [name, everyOf(team, name)]),
  );
  if (hasRounds(stage.teams.indexOf(team))) changes.set('coaching.rounds', rounds);
  await changeSchedules(stage, team, changes, overview);
  return calendar;
}

/** Opens all rituals of the channel, by the button of the greeting. */
export function overviewOf(stage: Stage, { host }: Pick<Team, 'host'>): () => Promise<boolean> {
  return async () => {
    await stage.who(host).press(greetingOf(stage, host), 'lore.rituals');
    return stage.appears(host, 'lore.set_up');
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

function everyOf({ fate }: Team, schedule: RegularName | BeforeName): Changed {
  return fate.kind === 'rhythm' && fate.schedule === schedule ? { every: fate.every } : {};
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

/** What somebody changes of one ritual in the form: fields of its row, or when it is next, just this once. */
export type Changed = Partial<Record<'every' | 'weekday' | 'time' | 'until' | 'moveTo' | 'moveAt', string>>;

/** Coaching rounds are set up with the others, and what comes of them is not reckoned. */
type RitualName = RegularName | BeforeName | 'coaching.rounds';
type Changes = ReadonlyMap<RitualName, Changed>;
/** At a minute that nothing else is at. */
const rounds: Changed = { weekday: '1', time: '10:07' };

/** Opens the form of all rituals, changes some of them in one save, and writes down what the form says then. */
export async function changeSchedules(
  stage: Stage,
  { host, channel }: Pick<Team, 'host' | 'channel'>,
  changes: Changes,
  overview: () => Promise<boolean>,
): Promise<void> {
  const changed = regulars.filter((name) => changes.has(name));
  let rules: readonly Regular[] = [];
  let at = stage.now();
  await stage.does(host, async (person) => {
    await person.closeAll();
    if (!(await overview())) return false;
    for (const [name, change] of changes) if (!(await draws(stage, host, name, change))) return false;
    const view = person.modal()?.view ?? {};
    rules = changed.map((name) => ruleIn(view, name, changes.get(name) ?? {}));
    at = stage.now();
    return submits(stage, host, filledWith(changes));
  });
  for (const [index, schedule] of changed.entries()) {
    const last = stage.facts.findLast(
      (fact) => fact.kind === 'rule' && fact.channel === channel && fact.schedule === schedule,
    );
    const rule = rules[index];
    if (rule === undefined) throw new Error('a form without a rule');
    const isOther = last?.kind !== 'rule' || JSON.stringify(last.rule) !== JSON.stringify(rule);
    if (isOther) stage.facts.push({ kind: 'rule', at, channel, schedule, rule });
  }
  for (const schedule of befores)
    if (changes.has(schedule)) stage.facts.push({ kind: 'on', at, channel, schedule });
}

const viewOf = (stage: Stage, host: string): Json => stage.who(host).modal()?.view ?? {};

/** Chooses what the form needs to draw the fields that are changed. @returns whether it has */
async function draws(
  stage: Stage,
  host: string,
  name: RitualName,
  { until, moveTo }: Changed,
): Promise<boolean> {
  const has = (field: string) => fieldsOf(listAt(viewOf(stage, host), 'blocks')).includes(field);
  const choose = async (field: string, shows: string, which: Which = {}) => {
    if (has(shows)) return true;
    await stage.who(host).pressInModal(field, which);
    return stage.comes(() => has(shows));
  };
  if (!(await choose(`${name}:on`, `${name}:paused`))) return false;
  if (until !== undefined && !(await choose(`${name}:paused`, `${name}:until`))) return false;
  return moveTo === undefined || choose('move', 'moveTo', { holds: name });
}

const filledWith = (changes: Changes): Filled =>
  Object.fromEntries(
    [...changes].flatMap(([name, change]) =>
      Object.entries(change).map(([field, value]) => [
        field.startsWith('move') ? field : `${name}:${field}`,
        value,
      ]),
    ),
  );

function ruleIn(view: Json, name: RegularName, changed: Changed): Regular {
  const held = (field: 'every' | 'weekday' | 'time') =>
    String(changed[field] ?? presetOf(view, `${name}:${field}`));
  const [hours, minutes] = held('time').split(':').map(Number);
  return {
    every: held('every') as Regular['every'],
    weekday: Number(held('weekday')),
    minutes: (hours ?? 0) * 60 + (minutes ?? 0),
  };
}

/** Saves, and once more if the form asks about what is doubtful. @returns whether it was saved: the form begins anew */
async function submits(stage: Stage, host: string, fields: Filled): Promise<boolean> {
  const drawn = () => JSON.stringify(viewOf(stage, host));
  const isNew = () =>
    listAt(viewOf(stage, host), 'blocks').some((one) => textAt(one, 'block_id').includes('#'));
  for (let tries = 0; tries < 2; tries += 1) {
    const before = drawn();
    if (!(await stage.who(host).submit(fields)).ok) return false;
    if (!(await stage.comes(() => stage.isOpen(host, 'lore.set_up') && drawn() !== before))) return false;
    if (isNew()) return true;
  }
  return false;
}
