/**
 * What a person types into the form for cards is kept as they type, so that a closed modal loses nothing: for their eyes alone, until they
 * save it, discard it, or collecting is over.
 */
import { day, type Instant } from '#core/clock.ts';
import type { RowId, UserId } from '#core/ids.ts';
import type { JobRef } from '#core/job-ref.ts';
import type { Scope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { jobNames } from '../session/ids.ts';
import { type Loaded, loadRetro, ownCardsOf } from '../session/load.ts';
import { whyNot } from '../session/rules.ts';
import { type Draft, ownDrafts } from './rows.ts';
import { untouched } from './screens.ts';

/** Nobody comes back to what they left for longer. */
const kept = 14 * day;

/** Keeps what stands in the form; nothing when it is what would stand there anyway. Whoever may not write cards keeps nothing. */
export async function keepDraft(work: Work, loaded: Loaded, by: UserId, draft: Draft): Promise<void> {
  const { scope, now } = work;
  if (whyNot(loaded.retro, { kind: 'answer', by }, now) !== null) return;
  const own = await ownCardsOf(scope, loaded.row.id);
  const shown = own.filter(({ id }) => draft.shown.includes(id));
  const { id } = loaded.row;
  const typed = { typed: draft.typed, shown: shown.map((card) => card.id) };
  const isKept = await ownDrafts.keep(work, id, typed, untouched(loaded, shown));
  if (isKept) await endAt(scope, id, by, Math.min(now + kept, loaded.retro.endsAt ?? now));
  else await scope.cancel(draftEnd(id, by));
}

/** Saved, or not wanted any more. */
export async function dropDraft(scope: Scope, retro: RowId, by: UserId): Promise<void> {
  await ownDrafts.drop(scope, retro);
  await scope.cancel(draftEnd(retro, by));
}

/** With the eyes of whose draft it is: lets it go when its time has come. */
export async function endDraft({ scope, now }: Work, retro: RowId, by: UserId): Promise<void> {
  const draft = await ownDrafts.of(scope, retro);
  if (draft === null) return;
  const loaded = await loadRetro(scope, retro);
  const until = Math.min(draft.typedAt + kept, loaded === null ? Infinity : collectingUntil(loaded));
  if (until <= now) await dropDraft(scope, retro, by);
  else await endAt(scope, retro, by, until);
}

/** Has a person's draft end, if they have one: which only their own eyes see. */
export async function endAt(scope: Scope, retro: RowId, person: UserId, at: Instant): Promise<void> {
  await scope.runAt(draftEnd(retro, person), at, { kind: 'person', userId: person });
}

/** Ends a draft when its time has come. */
export const draftEnd = (retro: RowId, person: UserId): JobRef => jobNames.draftEnd.ref({ retro, person });

const collectingUntil = ({ retro }: Loaded): Instant => (retro.phase === 'collect' ? (retro.endsAt ?? 0) : 0);
