/** The draft of a person's evidence pack: theirs alone. That somebody has one is told to nobody, and stands in no export but their own. */
import { instant, number, partOf, reference, text } from '#core/columns.ts';
import type { EvidenceItem } from '#core/evidence.ts';
import { draftsIn } from '#core/kit/drafts.ts';
import { recordsIn } from '#core/records.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import { ownTable } from '#core/tables.ts';
import { thanks } from '../rows.ts';
import type { Chosen } from './rules.ts';

/** Longer than from one yearly talk to the next. In days. */
const days = 400;

export const packs = ownTable(
  'thanks_pack',
  [],
  { heading: text, said: text, learned: text, grew: text, typed_at: instant },
  {
    kept: { name: 'thanks.packs', days, since: 'typed_at' },
    exported: { as: 'evidenceWords' },
  },
);

export const ownWords = draftsIn(
  packs,
  (_whole: null) => ({}),
  recordsIn(packs, { heading: 'heading', said: 'said', learned: 'learned', grew: 'grew' }),
);

const chosen = {
  /** The lowest comes first. */
  place: number,
  /** Instead of what stands there; empty: that. */
  words: text,
  chosen_at: instant,
};

/** What they chose of what they did. */
export const packItems = ownTable(
  'thanks_pack_item',
  ['about_id'],
  {
    // What they wrote with hidden names is in no pack, but the choice of anything else of theirs may lead there.
    about_id: reference.leadsBack,
    ...chosen,
  },
  {
    kept: { name: 'thanks.packItems', days, since: 'chosen_at' },
    exported: { as: 'evidence', order: 'chosen_at' },
  },
);

/** And of thanks, which their author can take back. */
export const packThanks = ownTable(
  'thanks_pack_thanks',
  ['thanks_id'],
  { thanks_id: partOf(thanks).as('about'), ...chosen },
  { exported: { as: 'evidenceThanks', order: 'chosen_at' } },
);

/** What the viewer chose, in no order. */
export async function chosenBy(read: ReadScope): Promise<Chosen[]> {
  const items = await findRows(read.from(packItems), {}, 'place', 'about_id');
  const given = await findRows(read.from(packThanks), {}, 'place', 'thanks_id');
  return [
    ...items.map(({ about_id: id, place, words }) => ({ id, place, words })),
    ...given.map(({ thanks_id: id, place, words }) => ({ id, place, words })),
  ];
}

type Item = Pick<EvidenceItem, 'id' | 'kind'>;

export async function choose(
  scope: Scope,
  { id, kind }: Item,
  cells: { readonly place: number; readonly words: string; readonly chosen_at: number },
): Promise<void> {
  await (kind === 'thanked'
    ? scope.upsertOwn(packThanks, { thanks_id: id, ...cells })
    : scope.upsertOwn(packItems, { about_id: id, ...cells }));
}

/** @returns whether it was chosen */
export async function dropChosen(scope: Scope, id: Item['id']): Promise<boolean> {
  const items = await scope.deleteOwn(packItems, { about_id: id });
  return items + (await scope.deleteOwn(packThanks, { thanks_id: id })) > 0;
}
