/** How good suggested groups are, by pairs: of those suggested, how many belong together, and of those that do, how many are found. */
import { rowId } from '../../../src/core/ids.ts';
import { alike } from '../../../src/features/retro/group/rules.ts';
import type { LabelledCard } from './cards.ts';

export interface Measured {
  readonly precision: number;
  readonly recall: number;
}

export function pairsOf<Item>(groups: readonly (readonly Item[])[]): [Item, Item][] {
  return groups.flatMap((group) =>
    group.flatMap((one, at) => group.slice(at + 1).map((other): [Item, Item] => [one, other])),
  );
}

/** What is suggested among these. */
export function groupsOf<Item>(items: readonly Item[], textOf: (item: Item) => string): Item[][] {
  const cards = items.map((item, index) => ({ id: rowId(String(index)), text: textOf(item) }));
  return alike(cards).map((group) => group.flatMap((id) => items[Number(id)] ?? []));
}

/** Of judged boards, each a retrospective of its own: how many pairs are alike, how many of these are suggested, and how many others. */
export function measuredBoards(
  judged: readonly { readonly cards: readonly (readonly [topic: string, text: string])[] }[],
): { readonly alike: number; readonly right: number; readonly wrong: number } {
  const boards = judged.map(({ cards }) => cards.map(([topic, text]) => ({ topic, text })));
  const suggested = boards.flatMap((cards) => pairsOf(groupsOf(cards, ({ text }) => text)));
  const right = suggested.filter(([one, other]) => one.topic === other.topic).length;
  const all = boards.flatMap((cards) => pairsOf([...Map.groupBy(cards, ({ topic }) => topic).values()]));
  return { alike: all.length, right, wrong: suggested.length - right };
}

export function measured(cards: readonly LabelledCard[]): Measured {
  const belong = ([one, other]: readonly LabelledCard[]) => one?.topic !== '' && one?.topic === other?.topic;
  const suggested = pairsOf(groupsOf(cards, ({ text }) => text));
  const right = suggested.filter(belong).length;
  const all = pairsOf([cards]).filter(belong).length;
  return { precision: right / suggested.length, recall: right / all };
}
