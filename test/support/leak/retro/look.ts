/** Everybody opens everything that retrospectives have to show, buttons forged where need be; then what was posted is read. */
import { rowId, userId } from '../../../../src/core/ids.ts';
import { proposeAction } from '../../../../src/features/retro/action-items/screens.ts';
import { addCards, ownCards, seeCards } from '../../../../src/features/retro/collect/screens.ts';
import { readTopics } from '../../../../src/features/retro/group/reading.ts';
import { seeFacts } from '../../../../src/features/retro/facts/ids.ts';
import { groupCards } from '../../../../src/features/retro/group/screens.ts';
import { readPage } from '../../../../src/features/retro/history/screens.ts';
import { votes } from '../../../../src/features/retro/vote/rows.ts';
import { vote } from '../../../../src/features/retro/vote/handlers.ts';
import type { SlackMessage } from '../../fake-messenger.ts';
import { channels } from '../generate.ts';
import type { Difference } from '../look.ts';
import { belongs, isActive, mayBePosted } from '../oracle.ts';
import { pressed, typed } from '../payloads.ts';
import { type ModelProject, openHistory, openProject, tokensOf as projectTokens } from './projects.ts';
import type { ModelCard, ModelRetro, RetroTeam, RetroWorld } from './world.ts';

/** What may, and what must, be found in something that was shown. */
interface Told {
  readonly may: readonly string[];
  readonly must: readonly string[];
}

type Compare = (viewer: string, where: string, shown: unknown, told: Told) => void;

function comparing(world: RetroWorld, team: RetroTeam, found: Difference[]): Compare {
  // Whatever was typed or named in either workspace, whether or not it was taken.
  const tokens = world.teams.flatMap((one) => [
    ...one.typed.keys(),
    ...one.retros.map(({ about }) => about),
    ...one.projects.flatMap(projectTokens),
  ]);
  return (viewer, where, shown, { may, must }) => {
    const text = JSON.stringify(shown);
    // Whole words: `card1T1` stands in no `card11T1`.
    const words = new Set(text.split(/[^A-Za-z0-9]+/));
    const leaked = tokens.filter((token) => words.has(token) && !may.includes(token));
    const missing = must.filter((token) => !words.has(token));
    if (leaked.length + missing.length > 0) found.push({ team: team.id, viewer, where, leaked, missing });
  };
}

const exactly = (tokens: readonly string[]): Told => ({ may: tokens, must: tokens });
const atMost = (tokens: readonly string[]): Told => ({ may: tokens, must: [] });
/** What was written late and told. */
const toldOf = (retro: ModelRetro): string[] => tokensOf(retro.late.filter(({ isTold }) => isTold));
const lateOf = (retro: ModelRetro, user: string): string[] =>
  tokensOf(retro.late.filter(({ by }) => by === user));

const tokensOf = (cards: readonly ModelCard[]) => cards.map(({ token }) => token);

/** @returns what differs from what everybody may see, of the first workspace in which something does */
export async function lookAtRetros(world: RetroWorld): Promise<Difference[]> {
  const found: Difference[] = [];
  for (const team of world.teams) {
    const compare = comparing(world, team, found);
    for (const user of team.people.keys()) await personLooks(world, team, user, compare, found);
    await operatorLooks(world, team, compare, found);
    if (found.length > 0) break;
  }
  return found;
}

function isVisible(
  world: RetroWorld,
  team: RetroTeam,
  user: string,
  retro: ModelRetro | ModelProject,
): boolean {
  return belongs(team, user, retro.conversation, world.system.clock.now());
}

function readable(world: RetroWorld, team: RetroTeam, user: string, retro: ModelRetro): ModelCard[] {
  const isReader = retro.isOpened && belongs(team, user, retro.cardsFor, world.system.clock.now());
  return retro.cards.filter(({ by }) => isReader || (by === user && isActive(team, user)));
}

async function personLooks(
  world: RetroWorld,
  team: RetroTeam,
  user: string,
  compare: Compare,
  found: Difference[],
): Promise<void> {
  const { system } = world;
  const waits = isActive(team, user) ? (team.waiting.get(user) ?? []) : [];
  const press = async (payload: object) => (await system.act(team.id, payload)).reply;
  for (const retro of team.retros) {
    const id = { retro: rowId(retro.id) };
    const isThere = isVisible(world, team, user, retro);
    const about = isThere ? [retro.about] : [];
    const around = isThere ? [retro.about, ...retro.actions] : [];
    const own = tokensOf(retro.cards.filter(({ by }) => by === user && isActive(team, user)));
    const mayRead = isThere && retro.phase !== 'collect' ? readable(world, team, user, retro) : [];
    const cards = await press(pressed(team.id, user, seeCards, id));
    compare(user, 'the cards', cards, exactly(tokensOf(mayRead)));
    const authors = retro.names === 'shown' ? new Set(mayRead.map(({ by }) => by)) : new Set<string>();
    named(team, user, 'the authors of the cards', cards, authors, found);
    const topics = await press(pressed(team.id, user, readTopics, id));
    compare(user, 'the topics', topics, exactly(tokensOf(mayRead)));
    named(team, user, 'the authors in the topics', topics, authors, found);
    for (const [where, action] of [
      ['the form for votes', vote],
      ['the groups', groupCards],
    ] as const)
      // Where nothing is left to do, the answer names the retrospective.
      compare(
        user,
        where,
        await press(pressed(team.id, user, action, id)),
        atMost([...about, ...tokensOf(mayRead)]),
      );
    await countsVotes(world, team, user, retro, found);
    const mine = await press(pressed(team.id, user, ownCards, id));
    const late = isActive(team, user) ? lateOf(retro, user) : [];
    compare(user, 'their own cards', mine, exactly(isThere ? [...own, ...late] : []));
    const form = await press(pressed(team.id, user, addCards, id));
    // The form for late cards names others in which the person left something.
    const theirs = team.retros.filter((one) => isVisible(world, team, user, one)).map((one) => one.about);
    compare(user, 'the form', form, atMost(isThere ? [...theirs, ...own, ...waits] : []));
    const happened = await press(pressed(team.id, user, seeFacts, id));
    const projects = team.projects.filter((one) => isVisible(world, team, user, one));
    compare(user, 'what happened', happened, atMost(isThere ? projects.flatMap(projectTokens) : []));
    const lists = await press(pressed(team.id, user, proposeAction, id));
    compare(user, 'the actions', lists, atMost(around));
    const page = await press(pressed(team.id, user, readPage, id));
    const onPage = isThere ? readable(world, team, user, retro) : [];
    const texts = tokensOf(onPage);
    const told = isThere ? retro.late.filter(({ isTold }) => isTold) : [];
    const read = [...texts, ...tokensOf(told)];
    compare(user, 'the page', page, { may: [...around, ...read], must: [...about, ...read] });
    // The owners of an action are named in any case.
    const writers = new Set(retro.names === 'shown' ? [...onPage, ...told].map(({ by }) => by) : []);
    if (retro.actions.length === 0) named(team, user, 'the authors on the page', page, writers, found);
  }
  for (const project of team.projects) {
    const may = isVisible(world, team, user, project) ? projectTokens(project) : [];
    compare(user, 'a project', await openProject(system, team, user, project), atMost(may));
  }
  for (const channel of new Set([...team.retros, ...team.projects].map((one) => one.conversation.channel))) {
    const [numbers, forged] = await openHistory(system, team, user, channel);
    const there = [...team.retros, ...team.projects].filter(
      (one) => one.conversation.channel === channel && isVisible(world, team, user, one),
    );
    const names = there.map((one) => ('about' in one ? one.about : one.name));
    const retros = there.flatMap((one) => ('about' in one ? [one.about] : []));
    compare(user, 'the history', forged, { may: names, must: retros });
    compare(user, 'the numbers', numbers, atMost([]));
  }
  const seen = team.retros.filter((retro) => isVisible(world, team, user, retro));
  const planned = team.projects.filter((project) => isVisible(world, team, user, project));
  const around = [
    ...seen.flatMap((retro) => [retro.about, ...retro.actions]),
    ...planned.map(({ name }) => name),
  ];
  const own = team.retros.flatMap(({ cards }) => tokensOf(cards.filter(({ by }) => by === user)));
  compare(user, 'App Home', await system.home(team.id, userId(user)), atMost(around));
  const exported = await system.exportOwn(team.id, userId(user));
  const late = team.retros.flatMap((retro) => lateOf(retro, user));
  const theirs = isActive(team, user) ? [...own, ...late] : [];
  compare(user, 'an export', exported, { may: [...around, ...theirs, ...waits], must: theirs });
  await exportsLook(world, team, user, compare, found);
  const command = await press(typed(team.id, user, channels[0], '/retro', 'actions'));
  compare(user, 'a command', command, atMost(around));
}

/** Votes cannot be counted by anybody while they are given. */
async function countsVotes(
  world: RetroWorld,
  team: RetroTeam,
  user: string,
  { id, about, phase }: ModelRetro,
  found: Difference[],
): Promise<void> {
  if (phase !== 'vote' && phase !== 'choose') return;
  const { store } = world.system;
  const counted = await store.read(team.id, { kind: 'person', userId: userId(user) }, async (read) =>
    read.countBy(votes, 'topic_id', { retro_id: rowId(id) }),
  );
  if (counted.size > 0)
    found.push({ team: team.id, viewer: user, where: 'the votes', leaked: [about], missing: [] });
}

/** What is taken out for this person, also after they left, and what they would take out of the workspace as an admin. */
async function exportsLook(
  world: RetroWorld,
  team: RetroTeam,
  user: string,
  compare: Compare,
  found: Difference[],
): Promise<void> {
  const around = [
    ...team.retros.flatMap((retro) => [retro.about, ...retro.actions]),
    ...team.projects.flatMap(projectTokens),
  ];
  const own = team.retros.flatMap((retro) => [
    ...tokensOf(retro.cards.filter(({ by }) => by === user)),
    ...lateOf(retro, user),
  ]);
  const waits = team.waiting.get(user) ?? [];
  const theirs = await world.system.exportOf(team.id, userId(user));
  compare(user, 'an export for them', theirs, { may: [...around, ...own, ...waits], must: own });
  const now = world.system.clock.now();
  const read = team.retros.filter(({ isOpened, cardsFor }) => isOpened && belongs(team, user, cardsFor, now));
  const cards = read.flatMap((retro) => tokensOf(retro.cards));
  const visible = [...team.retros, ...team.projects]
    .filter((one) => isVisible(world, team, user, one))
    .flatMap((one) => ('about' in one ? [one.about, ...one.actions, ...toldOf(one)] : projectTokens(one)));
  const exported = await world.system.exportTo(team.id, userId(user));
  compare(user, 'an admin’s export', exported, { may: [...visible, ...cards], must: cards });
  const shown = read.filter(({ names }) => names === 'shown').flatMap((retro) => retro.cards);
  named(
    team,
    user,
    'the authors for an admin',
    authorsIn(exported),
    new Set(shown.map(({ by }) => by)),
    found,
  );
}

function authorsIn(exported: Awaited<ReturnType<RetroWorld['system']['exportAll']>>): unknown[] {
  const records = exported['retro'] as { readonly cards?: readonly { authors: unknown }[] };
  return (records.cards ?? []).map((card) => card.authors);
}

/** Which people stand in something that was shown. */
function named(
  team: RetroTeam,
  viewer: string,
  where: string,
  shown: unknown,
  expected: ReadonlySet<string>,
  found: Difference[],
): void {
  const words = new Set(JSON.stringify(shown).split(/[^A-Za-z0-9]+/));
  const there = [...team.people.keys()].filter((user) => words.has(user));
  const leaked = there.filter((user) => !expected.has(user));
  const missing = [...expected].filter((user) => !words.has(user));
  if (leaked.length + missing.length > 0) found.push({ team: team.id, viewer, where, leaked, missing });
}

async function operatorLooks(
  world: RetroWorld,
  team: RetroTeam,
  compare: Compare,
  found: Difference[],
): Promise<void> {
  const exported = await world.system.exportAll(team.id);
  const open = team.retros.filter(({ isOpened }) => isOpened).flatMap(({ cards }) => tokensOf(cards));
  const around = [
    ...team.retros.flatMap((retro) => [retro.about, ...retro.actions]),
    ...team.projects.flatMap(projectTokens),
  ];
  compare(
    'the operator',
    'the export',
    exported,
    exactly([...open, ...team.retros.flatMap(toldOf), ...around]),
  );
  const shown = team.retros.filter(({ isOpened, names }) => isOpened && names === 'shown');
  const authors = new Set(shown.flatMap(({ cards }) => cards.map(({ by }) => by)));
  named(team, 'the operator', 'the authors', authorsIn(exported), authors, found);
}

/** Reads what was posted or redrawn since the last time. */
export function newsReader(): (world: RetroWorld) => Difference[] {
  const read = new Map<SlackMessage, number>();
  return (world) => {
    const found: Difference[] = [];
    for (const message of world.system.slack.messages) {
      if (read.get(message) === message.updates) continue;
      read.set(message, message.updates);
      const team = world.teams.find(({ id }) => id === message.team);
      if (team === undefined) throw new Error(`a message in ${message.team}`);
      // Cards are posted nowhere, whoever may read them, but for those that were written late.
      const may = [...team.retros, ...team.projects]
        .filter((one) => mayBeTold(world, team, message.channel, one))
        .flatMap((one) =>
          'about' in one ? [one.about, ...one.actions, ...toldOf(one)] : projectTokens(one),
        );
      const shown = { text: message.text, blocks: message.blocks };
      comparing(world, team, found)(message.channel, 'a post', shown, atMost(may));
    }
    return found;
  };
}

function mayBeTold(
  world: RetroWorld,
  team: RetroTeam,
  channel: string,
  retro: ModelRetro | ModelProject,
): boolean {
  if (channel.startsWith('D-')) return isVisible(world, team, channel.slice(2), retro);
  return mayBePosted(team, channel, retro.conversation, world.system.clock.now());
}
