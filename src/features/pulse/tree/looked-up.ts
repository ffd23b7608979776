/** What the names in pasted lines mean, and what is wrong with the tree that they would make. */
import { type ChannelId, rowId, type RowId } from '#core/ids.ts';
import type { ReadScope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { asPlace, type PlaceRow, treeOf } from '../rows.ts';
import { type Line, readLines, type Wrong } from './csv.ts';
import type { Wanted } from './operations.ts';
import { type Fault, faultsOf, type Place } from './rules.ts';

/** Why a channel’s people cannot be a team. Every full member may read in the tree what it is called. */
export type ChannelFault = 'outside' | 'private' | 'archived';

/** @returns `null`: they can */
export async function whyNotChannel(scope: ReadScope, id: ChannelId): Promise<ChannelFault | null> {
  const own = await scope.channel(id);
  if (own?.isArchived === true) return 'archived';
  if (own !== null && own.kind !== 'public') return 'private';
  // One that a person may know about and is not in is public; Lore knows who is in those where it is.
  return (await scope.membersOf([id])).has(id) ? null : 'outside';
}

export type LineFault =
  | Wrong
  | 'unknownParent'
  | 'unknownChannel'
  | 'unknownGroup'
  | 'groupsUnknown'
  | 'noSign'
  | 'unknownPerson'
  | 'severalPeople'
  | 'noMember'
  | ChannelFault;

export type LineWrong =
  | { readonly at: number; readonly wrong: LineFault; readonly typed: string }
  | { readonly at: number; readonly fault: Fault };

export interface Pasted {
  readonly wanted: readonly (Wanted & { readonly id: RowId })[];
  readonly wrong: readonly LineWrong[];
}

/** @returns what to save, if nothing is wrong with it */
export async function readTree(
  { scope, newId }: { readonly scope: ReadScope; readonly newId: Work['newId'] },
  text: string,
): Promise<Pasted> {
  const tree = await treeOf(scope);
  const { lines, wrong } = readLines(text);
  const said: LineWrong[] = wrong.map((one) => ({ ...one, typed: '' }));
  const known = new Map(tree.map(({ id, name }) => [name.toLowerCase(), id]));
  for (const { name } of lines)
    if (!known.has(name.toLowerCase())) known.set(name.toLowerCase(), rowId(newId()));
  const wanted: (Wanted & { readonly id: RowId })[] = [];
  for (const line of lines) {
    const under = line.under === '' ? null : known.get(line.under.toLowerCase());
    if (under === undefined) said.push({ at: line.at, wrong: 'unknownParent', typed: line.under });
    const people = await peopleIn(scope, line.people);
    if ('wrong' in people) said.push({ at: line.at, wrong: people.wrong, typed: line.people });
    const leader = await leaderIn(scope, line.leader);
    if ('wrong' in leader) said.push({ at: line.at, wrong: leader.wrong, typed: line.leader });
    if (under === undefined || 'wrong' in people || 'wrong' in leader) continue;
    const id = known.get(line.name.toLowerCase()) ?? rowId(newId());
    wanted.push({ id, name: line.name, under, ...people, ...leader });
  }
  if (said.length === 0) said.push(...faultsIn(tree, wanted, lines));
  return { wanted, wrong: said.toSorted((a, b) => a.at - b.at) };
}

/** Those of the lines: what is only unfinished, or was wrong before, is shown with the tree. */
function faultsIn(
  tree: readonly PlaceRow[],
  wanted: readonly (Wanted & { readonly id: RowId })[],
  lines: readonly Line[],
): LineWrong[] {
  const lineOf = (name: string) =>
    lines.find((line) => line.name.toLowerCase() === name.toLowerCase()) ??
    lines.find((line) => line.under.toLowerCase() === name.toLowerCase());
  return newFaults(tree, wanted).map((fault) => ({ at: lineOf(fault.name)?.at ?? 1, fault }));
}

/** What would be wrong with the tree that is not wrong with it now. What is only unfinished is not. */
export function newFaults(
  tree: readonly PlaceRow[],
  wanted: readonly (Wanted & { readonly id: RowId })[],
): readonly Fault[] {
  const before = tree.map(asPlace);
  const changed = new Map(wanted.map((one) => [one.id, placeOf(one)]));
  const there = new Set(before.map(({ id }) => id));
  const after = [
    ...before.map((place) => changed.get(place.id) ?? place),
    ...[...changed.values()].filter(({ id }) => !there.has(id)),
  ];
  const known = new Set(faultsOf(before).map((fault) => JSON.stringify(fault)));
  return faultsOf(after).filter((fault) => fault.kind !== 'empty' && !known.has(JSON.stringify(fault)));
}

const placeOf = ({ id, name, under, channel, group, leader }: Wanted & { readonly id: RowId }): Place => ({
  ...{ id, name, under, leader, isAgreed: false },
  source: channel ?? group,
});

type People = Pick<Wanted, 'channel' | 'group'> | { readonly wrong: LineFault };

async function peopleIn(scope: ReadScope, typed: string): Promise<People> {
  if (typed === '') return { channel: null, group: null };
  if (typed.startsWith('#')) {
    const id = await scope.channelCalled(typed.slice(1));
    if (id === null) return { wrong: 'unknownChannel' };
    const wrong = await whyNotChannel(scope, id);
    return wrong === null ? { channel: id, group: null } : { wrong };
  }
  if (!typed.startsWith('@')) return { wrong: 'noSign' };
  const groups = await scope.userGroups();
  if (groups === null) return { wrong: 'groupsUnknown' };
  const found = groups.find(({ handle }) => handle.toLowerCase() === typed.slice(1).toLowerCase());
  return found === undefined ? { wrong: 'unknownGroup' } : { channel: null, group: found.groupId };
}

async function leaderIn(
  scope: ReadScope,
  typed: string,
): Promise<Pick<Wanted, 'leader'> | { readonly wrong: LineFault }> {
  if (typed === '') return { leader: null };
  const found = await scope.peopleCalled(typed.replace(/^@/, ''));
  const [user] = found;
  if (user === undefined) return { wrong: 'unknownPerson' };
  if (found.length > 1) return { wrong: 'severalPeople' };
  const isMember = (await scope.person(user))?.memberType === 'member';
  return isMember ? { leader: user } : { wrong: 'noMember' };
}
