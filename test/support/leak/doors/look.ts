/** Everybody, and every channel, reads through every door all that there is, and all that there is elsewhere. */
import type { DocumentRef } from '../../../../src/core/document.ts';
import type { Feature } from '../../../../src/core/feature.ts';
import { doorsOf } from '../../../../src/system.ts';
import { nameIn } from '../changes.ts';
import type { LeakCompany } from '../company.ts';
import { channels, people } from '../generate.ts';
import { type LessonWorld, type ModelLesson, rowOf } from '../lessons.ts';
import type { ModelRow, ModelTeam } from '../model.ts';
import { belongs, isShared, mayBePosted, maySee } from '../oracle.ts';
import type { ModelProject } from '../retro/projects.ts';
import type { ModelRetro, RetroTeam, RetroWorld } from '../retro/world.ts';
import type { Door, DoorParts, Reader, Shown } from './door.ts';

const partsOf = (
  { store, directory, clock }: LeakCompany,
  features: readonly Feature[],
  { id: team }: ModelTeam,
): DoorParts => {
  const port = { features, store, directory, clock };
  return { ...port, doors: doorsOf(port), team };
};

/** Doors are for members and guests, and for channels that Lore is in. */
function isReader(team: ModelTeam, { kind, id }: Reader, { isClosedWhereShared }: Door): boolean {
  const channel = kind === 'channel' ? team.channels.get(id) : undefined;
  if (isClosedWhereShared === true && channel !== undefined && isShared(team, channel)) return false;
  if (kind === 'channel') return team.channels.get(id)?.hasLore === true;
  return ['member', 'guest'].includes(team.people.get(id) ?? '');
}

const readersOf = ({ readers }: Door): readonly Reader[] => [
  ...(readers.includes('person') ? people.map((id): Reader => ({ kind: 'person', id })) : []),
  ...(readers.includes('channel') ? channels.map((id): Reader => ({ kind: 'channel', id })) : []),
];

const wordsIn = (shown: Shown | null): ReadonlySet<string> =>
  new Set((shown?.text ?? '').split(/[^A-Za-z0-9-]+/));

/** One thing that can be read: by its id, and by words that stand nowhere else. */
interface Readable {
  readonly ref: DocumentRef;
  readonly token: string;
}

interface Expected {
  readonly all: readonly Readable[];
  /** Those of them that the reader may read. */
  readonly mine: readonly Readable[];
  /** Words that no door shows anybody. */
  readonly never: readonly string[];
  /** Whose names the reader may read. */
  readonly named: ReadonlySet<string>;
}

async function lookThrough(
  door: Door,
  parts: DoorParts,
  reader: Reader,
  { all, mine, never, named }: Expected,
): Promise<string[]> {
  const found: string[] = [];
  const may = new Set(mine.flatMap(({ token, ref: { id } }) => [token, id]));
  const marks = all.flatMap(({ token, ref: { id } }) => [token, id]);
  /** @param typed itself tells nothing */
  const look = (what: string, shown: Shown | null, typed: readonly string[] = []): void => {
    const words = wordsIn(shown);
    for (const mark of [...marks.filter((one) => !may.has(one)), ...never])
      if (words.has(mark) && !typed.includes(mark))
        found.push(`${door.name}: ${reader.id} is shown ${mark}, ${what}`);
    for (const who of people)
      if (who !== reader.id && !named.has(who) && (shown?.text ?? '').includes(nameIn(who)))
        found.push(`${door.name}: ${reader.id} is told of ${who}, ${what}`);
    if (shown?.count != null && shown.count > mine.length)
      found.push(`${door.name}: ${reader.id} is told of ${shown.count}, ${what}`);
  };
  look('of all', await door.find(parts, reader, ''));
  const theirs = new Set(mine.map(({ ref: { id } }) => id));
  for (const one of all) {
    const isMine = theirs.has(one.ref.id);
    const searched = await door.find(parts, reader, one.token);
    look(`of a search for ${one.token}`, searched, [one.token]);
    const read = await door.read(parts, reader, one.ref);
    look(`of ${one.ref.kind} ${one.token}`, read, [one.ref.id]);
    if ((read !== null) !== isMine)
      found.push(
        `${door.name}: ${reader.id} ${isMine ? 'does not read' : 'reads'} the ${one.ref.kind} ${one.token}`,
      );
    if (isMine && !wordsIn(read).has(one.token))
      found.push(`${door.name}: ${reader.id} reads a ${one.ref.kind} without ${one.token}`);
  }
  return found;
}

/** @returns what somebody reads and may not, or may and does not */
export async function lookThroughDoors(doors: readonly Door[], world: LessonWorld): Promise<string[]> {
  const parts = partsOf(world.system, world.practices, world.team);
  const found: string[] = [];
  for (const door of doors)
    for (const reader of readersOf(door))
      found.push(...(await lookThrough(door, parts, reader, expectedOf(world, reader, door))));
  return found;
}

function expectedOf(
  { system, team, lessons, held, links, effects }: LessonWorld,
  reader: Reader,
  door: Door,
): Expected {
  const now = system.clock.now();
  const sees = (row: ModelRow) => isReader(team, reader, door) && maySee(team, row, reader, now);
  const seen = lessons.filter((one) => one.state !== 'gone' && sees(rowOf(one, now)));
  const retros = held.flatMap(({ id, rows: [row] }) => (row === undefined ? [] : [{ id, row }]));
  const seenRetros = retros.filter(({ row }) => sees(row));
  const lessonIn = ({ id, token }: ModelLesson): Readable => ({ ref: { kind: 'lesson', id }, token });
  const retroIn = ({ id, row: { token } }: (typeof retros)[number]): Readable => ({
    ref: { kind: 'retrospective', id },
    token,
  });
  return {
    all: [...lessons.map(lessonIn), ...retros.map(retroIn)],
    mine: [...seen.map(lessonIn), ...seenRetros.map(retroIn)],
    // No door shows a card, and nobody a link that leads where they are not.
    never: [
      ...held.flatMap(({ rows: [, ...cards] }) => cards.map(({ token }) => token)),
      ...links.filter((link) => !seen.includes(link.lesson) || !sees(link)).map(({ token }) => token),
    ],
    named: new Set([
      ...seen.flatMap(({ authors, held: { names } }) => (names === 'shown' ? authors : [])),
      // Who wrote what a lesson leads to, and who said how it went.
      ...links.flatMap(({ by, lesson }) => (seen.includes(lesson) ? by : [])),
      ...seen.flatMap(({ id }) => (effects.get(id)?.trials ?? []).flatMap(({ by }) => by ?? [])),
    ]),
  };
}

/** The same of retrospectives and projects, in two workspaces. */
export async function lookThroughRetroDoors(
  doors: readonly Door[],
  world: RetroWorld,
  features: readonly Feature[],
): Promise<string[]> {
  const found: string[] = [];
  const typed = world.teams.flatMap((team) => [...team.typed.keys()]);
  // What was heard of a project from a tool stays in its channel.
  const heard = world.teams.flatMap((team) => team.projects.flatMap(({ fact }) => fact ?? []));
  for (const team of world.teams) {
    const parts = partsOf(world.system, features, team);
    for (const door of doors)
      for (const reader of readersOf(door)) {
        const seen = (one: ModelRetro | ModelProject) => isVisible(world, team, { reader, door }, one);
        const all = world.teams.flatMap((one) => allIn(one));
        const mine = new Set([...team.retros, ...team.projects].filter(seen).map(({ id }) => id));
        const actions = team.retros.filter(seen).flatMap((retro) => retro.actions);
        const expected: Expected = {
          all,
          mine: all.filter(({ ref: { id }, of }) => of === team && mine.has(id)),
          never: [...heard, ...typed.filter((token) => !actions.includes(token))],
          // Who took on an action, and who owns a project, its channel reads anyway.
          named: new Set(people),
        };
        found.push(...(await lookThrough(door, parts, reader, expected)));
      }
  }
  return found;
}

const allIn = (team: RetroTeam): readonly (Readable & { readonly of: RetroTeam })[] => [
  ...team.retros.map(({ id, about }) => ({
    ref: { kind: 'retrospective', id } as const,
    ...{ token: about, of: team },
  })),
  ...team.projects.map(({ id, name }) => ({
    ref: { kind: 'project', id } as const,
    ...{ token: name, of: team },
  })),
];

function isVisible(
  { system }: RetroWorld,
  team: RetroTeam,
  { reader, door }: { readonly reader: Reader; readonly door: Door },
  { conversation }: ModelRetro | ModelProject,
): boolean {
  if (!isReader(team, reader, door)) return false;
  const now = system.clock.now();
  return reader.kind === 'person'
    ? belongs(team, reader.id, conversation, now)
    : mayBePosted(team, reader.id, conversation, now);
}
