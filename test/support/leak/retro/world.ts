/** Carries a plan out with the real retrospectives, and keeps beside it who was asked, who wrote what, and what was opened. */
import { sql } from 'kysely';
import { day, hour } from '../../../../src/core/clock.ts';
import { channelId, type RowId, rowId } from '../../../../src/core/ids.ts';
import type { RawInput } from '../../../../src/core/kit/modal.ts';
import { proposeModal } from '../../../../src/features/retro/action-items/screens.ts';
import { cardsModal, deleteCard, nothingToAdd } from '../../../../src/features/retro/collect/screens.ts';
import { retro as feature } from '../../../../src/features/retro/feature.ts';
import { groupCards, joinGroup, joinModal } from '../../../../src/features/retro/group/screens.ts';
import { lateModal } from '../../../../src/features/retro/late/ids.ts';
import { confirmModal } from '../../../../src/features/retro/session/ids.ts';
import { isOpen, type Phase } from '../../../../src/features/retro/session/phases.ts';
import { startModal } from '../../../../src/features/retro/start/screens.ts';
import { voteModal } from '../../../../src/features/retro/vote/handlers.ts';
import type { Guards } from '../../../../src/store/access/guards.ts';
import type { TestEngine } from '../../databases.ts';
import { become, channelAt, move, stand } from '../changes.ts';
import { channels } from '../generate.ts';
import { type LeakCompany, openLeakCompany } from '../company.ts';
import type { ModelAudience, ModelTeam } from '../model.ts';
import { isActive, isIn, isShared } from '../oracle.ts';
import { pressed, submitted } from '../payloads.ts';
import { settleTeam } from '../world.ts';
import type { RetroPlan, RetroStep } from './plan.ts';
import { type ModelProject, plan as planProject, startable } from './projects.ts';

export interface ModelCard {
  readonly token: string;
  readonly by: string;
}

export interface ModelLate extends ModelCard {
  /** Whether it was told, which is at once where names are shown. */
  readonly isTold: boolean;
}

export interface ModelRetro {
  readonly id: string;
  /** Its name, which is a token too. */
  readonly about: string;
  readonly facilitator: string;
  readonly names: 'shown' | 'hidden';
  /** Those it asks, and the channel too once it is closed, if that was chosen. */
  readonly cardsFor: ModelAudience;
  readonly conversation: ModelAudience;
  phase: Phase;
  /** Whether collecting has ended in another way than by being cancelled. */
  isOpened: boolean;
  cards: ModelCard[];
  late: readonly ModelLate[];
  actions: readonly string[];
}

export interface RetroTeam extends ModelTeam {
  readonly retros: ModelRetro[];
  readonly projects: ModelProject[];
  /** Who typed which token, whether or not it was taken. */
  readonly typed: Map<string, string>;
  /** What waits for its author alone: typed and not saved, or kept for the next one. */
  readonly waiting: Map<string, readonly string[]>;
}

export interface RetroWorld {
  readonly system: LeakCompany;
  readonly teams: readonly [RetroTeam, RetroTeam];
}

/** @param after awaited after each step, with what was sent to Slack since the last */
export async function playRetros(
  engine: TestEngine,
  plan: RetroPlan,
  guards: Guards,
  after: (world: RetroWorld) => Promise<void>,
): Promise<RetroWorld> {
  const system = await openLeakCompany(engine, [feature], guards);
  const team = async (index: 0 | 1): Promise<RetroTeam> => ({
    ...(await settleTeam(system, index, plan.teams[index])),
    retros: [],
    projects: [],
    typed: new Map(),
    waiting: new Map(),
  });
  const world: RetroWorld = { system, teams: [await team(0), await team(1)] };
  for (const [index, step] of plan.steps.entries()) {
    await take(world, world.teams[step.team], step, index);
    await system.settle();
    for (const each of world.teams) await takeNote(system, each);
    await after(world);
  }
  return world;
}

async function take(world: RetroWorld, team: RetroTeam, step: RetroStep, index: number): Promise<void> {
  const { system } = world;
  switch (step.do) {
    case 'start':
      return start(system, team, step, index);
    case 'plan':
      return planProject(system, team, step, index);
    case 'join':
    case 'leave':
      return move(system, team, step.channel, step.do, step.user);
    case 'become':
      return become(system, team, step.channel, step.what);
    case 'standing':
      return stand(system, team, step.user, step.standing);
    case 'later':
      system.clock.advance(step.hours * hour);
      return;
    default: {
      const retro = meant(team, step);
      if (retro !== undefined) await act(system, team, retro, step, index);
    }
  }
}

/** The how-manieth from the newest of those in which this can be done now, or of all. */
function meant(team: RetroTeam, step: Extract<RetroStep, { retro: number }>): ModelRetro | undefined {
  const phases: Readonly<Record<string, readonly Phase[]>> = {
    cards: ['collect'],
    nothing: ['collect'],
    group: ['group'],
    vote: ['collect', 'group', 'vote', 'choose'],
    propose: ['actions', 'choose'],
    late: ['group', 'vote', 'choose', 'discuss', 'actions'],
  };
  const ready = team.retros.filter((retro) => phases[step.do]?.includes(retro.phase));
  const some = (ready.length > 0 ? ready : team.retros).toReversed();
  return some[step.retro % Math.max(some.length, 1)];
}

async function act(
  system: LeakCompany,
  team: RetroTeam,
  retro: ModelRetro,
  step: Extract<RetroStep, { retro: number }>,
  index: number,
): Promise<void> {
  const id = { retro: rowId(retro.id) };
  const key = `key-${index}`;
  if ('forger' in step) {
    const by = step.forger ?? retro.facilitator;
    if (step.do === 'group') return group(system, team, retro, by, key);
    for (let time = 0; time < step.times; time += 1) {
      if (time > 0) await takeNote(system, team);
      if (!isOpen(retro.phase)) return;
      const metadata = { ...id, phase: retro.phase, what: step.do };
      await system.act(team.id, submitted(team.id, by, confirmModal, metadata, {}, `${key}-${time}`));
    }
    return;
  }
  const asked = retro.cardsFor.people;
  const by = step.insider === null ? step.user : (asked[step.insider % asked.length] ?? step.user);
  if (step.do === 'nothing') {
    await system.act(team.id, pressed(team.id, by, nothingToAdd, id));
    return;
  }
  if (step.do === 'vote') {
    await bringToVote(system, team, retro, key);
    const shown = (await cardsOf(system, team)).filter((one) => one.retro_id === retro.id).slice(0, 2);
    const metadata = { ...id, page: 0, shown: shown.map((card) => rowId(card.id)) };
    const fields = {
      topic0: { selected_option: { value: '2' } },
      topic1: { selected_option: { value: '1' } },
    };
    await system.act(team.id, submitted(team.id, by, voteModal, metadata, fields, key));
    return;
  }
  if (step.do === 'delete') {
    const stored = await cardsOf(system, team);
    const card = stored.find((one) => one.retro_id === retro.id);
    if (card !== undefined)
      await system.act(team.id, pressed(team.id, by, deleteCard, { card: rowId(card.id) }));
    return;
  }
  if (step.do === 'late') {
    const token = `late${index}${team.id}`;
    team.typed.set(token, by);
    const place = isOpen(retro.phase) ? (retro.names === 'shown' ? 'thread' : 'held') : 'next';
    const fields = { column0: { value: token } };
    await system.act(team.id, submitted(team.id, by, lateModal, { ...id, place }, fields, key));
    return;
  }
  const token = `${step.do === 'cards' ? 'card' : 'deed'}${index}${team.id}`;
  const other = `${token}too`;
  for (const one of [token, other]) team.typed.set(one, by);
  const payload =
    step.do === 'cards'
      ? submitted(
          team.id,
          by,
          cardsModal,
          { ...id, shown: [] },
          { column0: { value: token }, column1: { value: other } },
          key,
        )
      : submitted(
          team.id,
          by,
          proposeModal,
          id,
          {
            what: { value: token },
            owner: { selected_user: by },
            due: { selected_date: new Date(system.clock.now() + 5 * day).toISOString().slice(0, 10) },
          },
          key,
        );
  await system.act(team.id, payload);
}

/** Whoever facilitates goes on until votes are given, if there is anything to vote for. */
async function bringToVote(
  system: LeakCompany,
  team: RetroTeam,
  retro: ModelRetro,
  key: string,
): Promise<void> {
  for (const phase of ['collect', 'group'] as const) {
    if (retro.phase !== phase) continue;
    const metadata = { retro: rowId(retro.id), phase, what: 'end' } as const;
    const by = retro.facilitator;
    await system.act(team.id, submitted(team.id, by, confirmModal, metadata, {}, `${key}-${phase}`));
    await takeNote(system, team);
  }
}

async function group(
  system: LeakCompany,
  team: RetroTeam,
  retro: ModelRetro,
  by: string,
  key: string,
): Promise<void> {
  const id = { retro: rowId(retro.id) };
  await system.act(team.id, pressed(team.id, by, groupCards, id));
  for (const grouping of await groupingsOf(system, retro.id))
    await system.act(team.id, pressed(team.id, by, joinGroup, { grouping, page: 0 }));
  const some = (await cardsOf(system, team)).filter((one) => one.retro_id === retro.id).slice(0, 2);
  const topics = { selected_options: some.map((card) => ({ value: card.id })) };
  await system.act(team.id, submitted(team.id, by, joinModal, id, { topics }, key));
}

async function start(
  system: LeakCompany,
  team: RetroTeam,
  step: Extract<RetroStep, { do: 'start' }>,
  index: number,
): Promise<void> {
  const insideOf = (channel: string) =>
    [...team.people.keys()].filter(
      (user) => isActive(team, user) && isIn(team, user, channel, system.clock.now()),
    );
  const isMember = (user: string) => team.people.get(user) === 'member';
  // A channel with a project that nobody has looked back on, or the next one in which anybody can start one.
  const places = channels.map((_, at) => channelAt(team, (step.channel + at) % channels.length));
  const canHold = ({ id, facts }: (typeof places)[number]) =>
    facts.hasLore && !facts.isArchived && insideOf(id).some(isMember);
  const startables = new Map<string, RowId>();
  for (const { id } of places) {
    const project = await startable(system, team, id);
    if (project !== undefined) startables.set(id, project);
  }
  const { id: channel, facts } =
    places.find((place) => canHold(place) && startables.has(place.id)) ??
    places.find(canHold) ??
    channelAt(team, step.channel);
  const inside = insideOf(channel);
  const members = inside.filter(isMember);
  const starter = members[step.insider % Math.max(members.length, 1)];
  if (starter === undefined) return;
  const wanted = step.people.filter((user) => inside.includes(user) && team.people.get(user) !== 'bot');
  const about = `about${index}${team.id}`;
  const option = (value: string): RawInput => ({ selected_option: { value } });
  const fields = {
    about: { value: about },
    kind: option(step.kind),
    format: option('usual'),
    length: option('usual'),
    names: option(step.names),
    cardsFor: option(step.cardsFor),
    people: { selected_users: wanted },
    facilitator: { selected_user: starter },
  };
  // Of a project it begins with what was heard of it.
  const project = startables.get(channel);
  const metadata = { channel: channelId(channel), ...(project === undefined ? {} : { project }) };
  await system.act(team.id, submitted(team.id, starter, startModal, metadata, fields, `key-${index}`));
  const { rows } = await sql<{ id: string }>`select id from retro
    where team_id = ${team.id} and about = ${about}`.execute(system.store.system);
  const [row] = rows;
  if (row === undefined) return;
  const { sharings } = facts;
  const fixed = { channel, wasPrivate: facts.kind === 'private', wasShared: isShared(team, facts), sharings };
  const people = [...new Set([...(wanted.length > 0 ? wanted : members), starter])];
  const after = step.cardsFor === 'channel' ? `closed ${row.id}` : null;
  team.retros.push({
    id: row.id,
    about,
    facilitator: starter,
    names: step.names,
    cardsFor: { id: `cards ${row.id}`, kind: 'people', people, after, ...fixed },
    conversation: { id: `all ${row.id}`, kind: 'conversation', people: [], after: null, ...fixed },
    phase: 'collect',
    isOpened: false,
    cards: [],
    late: [],
    actions: [],
  });
}

interface StoredCard {
  readonly id: string;
  readonly retro_id: string;
  readonly text: string;
}

async function groupingsOf(system: LeakCompany, retro: string): Promise<readonly RowId[]> {
  const { rows } = await sql<{ id: string }>`
    select id from retro_grouping where retro_id = ${retro} order by id`.execute(system.store.system);
  return rows.map(({ id }) => rowId(id));
}

async function cardsOf(system: LeakCompany, team: RetroTeam): Promise<readonly StoredCard[]> {
  const { rows } = await sql<StoredCard>`select id, retro_id, text from retro_card
    where team_id = ${team.id} order by id`.execute(system.store.system);
  return rows;
}

/** How far each retrospective is and what was taken: facts of the rules, which other tests hold to. Who may see it is decided here. */
async function takeNote(system: LeakCompany, team: RetroTeam): Promise<void> {
  const db = system.store.system;
  const phases = await sql<{ id: string; phase: Phase }>`select id, phase from retro
    where team_id = ${team.id}`.execute(db);
  const deeds = await sql<{ retro_id: string; what: string }>`select retro_id, what from retro_action
    where team_id = ${team.id}`.execute(db);
  const stored = await cardsOf(system, team);
  const late = await sql<{ retro_id: string; text: string; held: number | boolean }>`
    select l.retro_id, l.text, l.seal_id is not null and l.seal_id = r.late_seal as held
    from retro_late_card as l join retro as r on r.team_id = l.team_id and r.id = l.retro_id
    where l.team_id = ${team.id}`.execute(db);
  const waiting = await sql<{ user_id: string; said: string }>`
    select user_id, lines as said from retro_kept_card where team_id = ${team.id}
    union all select user_id, typed as said from retro_draft where team_id = ${team.id}`.execute(db);
  team.waiting.clear();
  for (const { user_id: user, said } of waiting.rows) {
    const tokens = [...team.typed.keys()].filter((token) => said.split(/[^A-Za-z0-9]+/).includes(token));
    team.waiting.set(user, [...(team.waiting.get(user) ?? []), ...tokens]);
  }
  for (const retro of team.retros) {
    retro.late = late.rows
      .filter((card) => card.retro_id === retro.id)
      .map(({ text, held }) => ({
        token: text,
        by: team.typed.get(text) ?? 'nobody',
        isTold: held !== true && held !== 1,
      }));
    retro.phase = phases.rows.find(({ id }) => id === retro.id)?.phase ?? retro.phase;
    retro.isOpened ||= retro.phase !== 'collect' && retro.phase !== 'cancelled';
    if (retro.phase === 'closed' && retro.cardsFor.after !== null) team.open.add(retro.cardsFor.after);
    retro.cards = stored
      .filter((card) => card.retro_id === retro.id)
      .map(({ text }) => ({ token: text, by: team.typed.get(text) ?? 'nobody' }));
    retro.actions = deeds.rows.filter((one) => one.retro_id === retro.id).map(({ what }) => what);
  }
}
