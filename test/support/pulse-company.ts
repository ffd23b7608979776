/** Companies of teams of five to nine people who join and leave, in each of which one of those who were ever there always gives an extreme answer. */
import { type RowId, rowId, type UserId, userId } from '../../src/core/ids.ts';
import type { TreeNode } from '../../src/core/publishing/pass-up.ts';
import { extreme, usual } from './pulse-attack.ts';

export const windowsOfCompany = 4;

export interface Member {
  readonly user: UserId;
  readonly team: RowId;
  readonly from: number;
  until: number;
  readonly score: number;
}

export interface Company {
  readonly nodes: readonly TreeNode[];
  readonly teams: readonly RowId[];
  readonly members: readonly Member[];
  /** Who gives the extreme answer, by team. */
  readonly plants: ReadonlyMap<RowId, UserId>;
}

const teamsOfCompany = 8;
const least = 5;
const most = 9;

/** @param chance from 0 up to 1 @param changes the chance that somebody joins a team until the next window, and that somebody leaves it */
export function companyWith(chance: () => number, changes: number): Company {
  const teams = Array.from({ length: teamsOfCompany }, (_, nth) => rowId(`T${nth}`));
  const nodes: readonly TreeNode[] = [
    { id: rowId('R'), parent: null },
    ...[0, 1].map((nth) => ({ id: rowId(`D${nth}`), parent: rowId('R') })),
    ...teams.map((id, nth) => ({ id, parent: rowId(`D${nth % 2}`) })),
  ];
  const normal = () => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
  const members: Member[] = [];
  const join = (team: RowId, from: number) =>
    members.push({
      ...{ user: userId(`U${members.length}`), team, from, until: windowsOfCompany },
      score: Math.min(7, Math.max(3, Math.round(usual.mean + usual.deviation * normal()))),
    });
  for (const team of teams)
    for (let size = least + Math.floor(chance() * (most - least + 1)); size > 0; size -= 1) join(team, 0);
  for (let window = 1; window < windowsOfCompany; window += 1)
    for (const team of teams) {
      const there = members.filter((one) => one.team === team && one.until === windowsOfCompany);
      const what = chance();
      const leaver = there[Math.floor(chance() * there.length)];
      if (what < changes && there.length < most) join(team, window);
      else if (what > 1 - changes && there.length > least && leaver !== undefined) leaver.until = window;
    }
  const plants = new Map(
    teams.map((team) => {
      const ever = members.filter((one) => one.team === team);
      return [team, ever[Math.floor(chance() * ever.length)]?.user ?? userId('U0')] as const;
    }),
  );
  return {
    ...{ nodes, teams, plants },
    members: members.map((one) => (plants.get(one.team) === one.user ? { ...one, score: extreme } : one)),
  };
}

export const thereIn = ({ members }: Company, window: number): readonly Member[] =>
  members.filter(({ from, until }) => from <= window && window < until);
