/** Publishes a window once: figures from what was cast, each for those who may see it, and then what was cast goes. */
import type { AudienceId, ChannelId, RowId, UserId } from '#core/ids.ts';
import { rowId } from '#core/ids.ts';
import type { TreeNode } from '#core/publishing/pass-up.ts';
import { insertion, type Insertion, type Scope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { startDuties } from '../duty/operations.ts';
import { leadersOf, type Led } from '../duty/rules.ts';
import { loadWindow, placesOf, windows, type WindowPlaceRow, type WindowRow } from '../rows.ts';
import { resultsPost } from './ids.ts';
import { figures as figureTable, rowOf } from './rows.ts';
import { type Figure, figuresIn, figuresOf, outcomeOf, type Past } from './rules.ts';

/**
 * With the access of the window's channel, in one transaction: it is done as a whole, however often a process dies before. A window that is published
 * stays as it is.
 */
export async function publishWindow(work: Work, id: RowId): Promise<void> {
  const { scope, now } = work;
  const window = await loadWindow(scope, id);
  if (window === null) {
    // Its channel is gone: nothing can be published to anybody, so nothing that was answered stays.
    await scope.ballots.discard(id);
    return;
  }
  if (window.state !== 'closed') return;
  const places = await placesOf(scope, id);
  const roster = await scope.ballots.asked(id);
  const counted = await scope.ballots.counted(id);
  const figures = figuresOf(
    places.map((place): TreeNode => ({ id: place.place_id, parent: place.under_id })),
    { roster, counted, least: window.least },
    await pastOf(scope, window),
  );
  const led = await activeLeaders(scope, places);
  const readers = readersOf(scope, window.channel_id, led, roster);
  const rows: Insertion[] = [];
  for (const [sort, figure] of figures.entries()) {
    const written = { audience: await readers(figure), by: [], names: 'shown' } as const;
    rows.push(insertion(figureTable, rowOf(rowId(work.newId()), id, figure, sort), written));
  }
  await scope.insertAll(rows);
  const people = new Set([...roster.keys(), ...led.flatMap(({ leader }) => leader ?? [])]);
  await startDuties(work, window, led, await answerable(figures, readers));
  await scope.ballots.discard(id, outcomeOf(window.version, figures));
  await scope.update(windows, id, { state: 'published', published_at: now });
  for (const user of people)
    if ((await scope.person(user))?.memberType === 'member') await scope.publish(resultsPost(id, user));
  await scope.refreshHome(...people);
}

async function pastOf(scope: Scope, { id, version }: WindowRow): Promise<readonly Past[]> {
  const past: Past[] = [];
  for (const { id: before, outcome } of await scope.ballots.outcomes())
    if (before !== id)
      past.push({ roster: await scope.ballots.asked(before), figures: figuresIn(outcome, version) });
  return past;
}

/** The tree with those leaders who are still here. */
async function activeLeaders(scope: Scope, places: readonly WindowPlaceRow[]): Promise<readonly Led[]> {
  const led: Led[] = [];
  for (const { place_id: place, under_id: under, leader_id: leader } of places) {
    const person = leader === null ? null : await scope.person(leader);
    led.push({ place, under, leader: person?.memberType === 'member' ? person.userId : null });
  }
  return led;
}

type Group = Pick<Figure, 'kind' | 'node' | 'teams'>;

/**
 * Who sees a group's figures: those who were asked in it, and those who lead it, its teams or what it is part of. The figures of the whole are for the
 * workspace.
 */
function readersOf(
  scope: Scope,
  from: ChannelId,
  led: readonly Led[],
  roster: ReadonlyMap<UserId, RowId>,
): (group: Group) => Promise<AudienceId> {
  const known = new Map<string, Promise<AudienceId>>();
  const isUnder = (place: RowId, node: RowId): boolean => {
    const under = led.find((one) => one.place === place)?.under ?? null;
    return place === node || (under !== null && isUnder(under, node));
  };
  return ({ kind, node, teams }) => {
    const isWhole = kind === 'total' && led.some(({ place, under }) => place === node && under === null);
    const isOnlyRoot = led.filter(({ under }) => under === null).length === 1;
    // Who is in a team that is not shown reads the totals above it, too.
    const within =
      kind === 'total' ? led.map(({ place }) => place).filter((place) => isUnder(place, node)) : teams;
    const people = [
      ...[...roster].flatMap(([user, team]) => (within.includes(team) ? [user] : [])),
      ...within.flatMap((place) => leadersOf(led, place)),
      ...leadersOf(led, node),
    ];
    const audience =
      isWhole && isOnlyRoot
        ? ({ kind: 'workspace', from } as const)
        : ({ kind: 'named', from, people: [...new Set(people)].sort() } as const);
    const key = JSON.stringify(audience);
    const made = known.get(key) ?? scope.audience(audience);
    known.set(key, made);
    return made;
  };
}

/** The places about which something is said, and who reads what their leader says: those who see the most of their figures. */
async function answerable(
  figures: readonly Figure[],
  readers: (group: Group) => Promise<AudienceId>,
): Promise<ReadonlyMap<RowId, AudienceId>> {
  const found = new Map<RowId, AudienceId>();
  const widest = { total: 2, others: 1, team: 0 } as const;
  const said = figures.filter(({ item, mean }) => item === null && mean !== null);
  for (const figure of said.toSorted((a, b) => widest[a.kind] - widest[b.kind]))
    found.set(figure.node, await readers(figure));
  return found;
}
