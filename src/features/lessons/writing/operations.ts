/** Writing, editing and removing lessons: what is stored, and who is told. */
import type { Instant } from '#core/clock.ts';
import { type RowId, rowId, type UserId } from '#core/ids.ts';
import type { Origin, LessonCandidate } from '#core/lessons.ts';
import type { Channel } from '#core/people.ts';
import { audienceFrom, isOpenToAll, type Visibility } from '#core/visibility.ts';
import type { Scope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { linked } from '../adding/rows.ts';
import { forget, nothingYet } from '../effect/operations.ts';
import { keepVersion, showVersions } from '../history/operations.ts';
import { jobNames, proposalPost } from '../ids.ts';
import { ownParts } from '../read.ts';
import { redraw } from '../redraw.ts';
import { askWhenDue } from '../review/operations.ts';
import { consents, type LessonRow, lessons, type OpinionRow, opinions, parts, typedWords } from '../rows.ts';
import * as rules from '../rules.ts';

export interface NewLesson {
  readonly source: string;
  readonly origin: Origin;
  readonly candidate: LessonCandidate;
  readonly channel: Channel;
  /** As `readTyped` returns it. */
  readonly kept: rules.Typed;
  readonly reach: Visibility;
}

/** Stores a new lesson. Fails unless the person can read all its cards and is in the channel. */
export async function writeDown(work: Work, writer: UserId, it: NewLesson): Promise<RowId> {
  const { scope, now, newId } = work;
  const { origin, candidate, channel, kept, reach } = it;
  const own = await countOwn(scope, origin, candidate);
  const isWider = reach === 'workspace' || !origin.isSeenByChannel;
  const until = rules.askUntil(now, origin.names === 'hidden' ? origin.until : null);
  const isHidden = origin.names === 'hidden';
  const consent = rules.begun({ isWider, isHidden, cards: candidate.rows.length, askUntil: until }, own, now);
  const id = rowId(newId());
  const wide = isWider
    ? await scope.audience(audienceFrom(channel.channelId, reach === 'workspace'))
    : origin.seenBy;
  const row: LessonRow = {
    id,
    source: it.source,
    gathering_id: origin.id,
    seed_id: candidate.id,
    channel_id: channel.channelId,
    ...typedWords.cells(kept),
    ...consents.cells(consent),
    reach,
    seen_id: origin.seenBy,
    wide_id: wide,
    from_public: isOpenToAll(channel) ? 1 : 0,
    writer_id: writer,
    written_at: now,
    edited_at: null,
    kept_at: consent.state === 'kept' ? now : null,
    review_by: rules.reviewOf(now),
    joins_id: null,
    ...nothingYet,
    went_well: candidate.wentWell ? 1 : 0,
  };
  const audience = consent.state === 'kept' ? row.wide_id : row.seen_id;
  await scope.derive(lessons, row, { audience, of: origin.table, rows: candidate.rows });
  for (const card of candidate.rows)
    await scope.derive(
      parts,
      { id: rowId(newId()), lesson_id: id, round: 0, agreed: 0, review_asked_at: null },
      { audience: row.seen_id, of: origin.table, rows: [card] },
    );
  // A writer agrees to the use of their own cards.
  for (const part of await ownParts(scope, id))
    await scope.update(
      parts,
      part.id,
      { round: row.round, agreed: 1, review_asked_at: null },
      { mine: true },
    );
  await scope.publish({ ...proposalPost(origin), shows: [id] });
  await redraw(work, row, writer);
  if (consent.state === 'asked') await askAuthors(work, row);
  if (consent.state === 'kept') await askWhenDue(work, row);
  await goesFurther(work, row, consent, writer);
  return id;
}

/** Changes the wording. If the old one was agreed to, it goes back to those who saw the cards, and the others are asked again. */
export async function changeIt(work: Work, person: UserId, row: LessonRow, kept: rules.Typed): Promise<void> {
  const { scope, now } = work;
  const own = await ownParts(scope, row.id);
  await keepVersion(work, row, { change: 'words', by: person });
  const until = rules.askUntil(now, row.is_hidden === 1 ? row.ask_until : null);
  const after = rules.reworded(consents.read(row), own.length, until, now);
  await scope.update(lessons, row.id, {
    ...typedWords.cells(kept),
    ...consents.cells(after),
    edited_at: rules.keptMoment(after.isHidden, now),
  });
  if (after.state === 'asked' || after.state === 'kept')
    for (const part of own)
      await scope.update(
        parts,
        part.id,
        { round: after.round, agreed: 1, review_asked_at: null },
        { mine: true },
      );
  await showAs(work, row, after);
  await redraw(work, row, person);
  if (after.state === 'asked') await askAuthors(work, { ...row, ask_until: after.askUntil });
  await goesFurther(work, { ...row, edited_at: now }, after, person);
}

/** Removes a lesson: its words are deleted here and in Slack. */
export async function takeItOut(work: Work, person: UserId, row: LessonRow): Promise<void> {
  const empty = { title: '', context: '', happened: '', use_when: '', topics: '', state: 'gone' } as const;
  await forget(work, row);
  await work.scope.update(lessons, row.id, { ...empty, ...nothingYet });
  await linked.drop(work.scope, row.id);
  await redraw(work, row, person);
}

/** Changes the row's audience to that of its new state, and that of its history. Only a card author can; for a mere writer nothing changes. */
export async function showAs(work: Work, row: LessonRow, after: rules.Consent): Promise<void> {
  const { scope, now } = work;
  if (after.state === row.state) return;
  if (after.state === 'kept') {
    await scope.update(lessons, row.id, { kept_at: rules.keptMoment(after.isHidden, now) });
    await scope.changeAudience(lessons, row.id, row.wide_id);
    await showVersions(scope, row, 'wide');
    await askWhenDue(work, row);
  } else if (row.state === 'kept') {
    await scope.update(lessons, row.id, { kept_at: null });
    await scope.changeAudience(lessons, row.id, row.seen_id);
    // It can reach nobody again, so what others said of it goes, and how it was worded for them.
    if (after.state === 'here') await forget(work, row);
    else await showVersions(scope, row, 'seen');
  }
}

/**
 * All agreed and names are hidden: everyone who saw the cards gets a job that, at the right time, checks whether a card is theirs and the lesson can
 * go further. Only an author can change its audience, and running the check reveals nothing.
 */
export async function goesFurther(
  { scope, now }: Work,
  row: LessonRow,
  after: rules.Consent,
  person: UserId,
): Promise<void> {
  if (after.state !== 'asked' || !rules.isAgreed(after)) return;
  const at = rules.goesFurtherAt(after, row.edited_at ?? row.written_at, now);
  const saw = (await scope.peopleOf(row.seen_id)).map(({ userId }) => userId);
  for (const one of new Set([person, ...saw]))
    await scope.runAt(jobNames.further.ref({ lesson: row.id, person: one }), at, {
      kind: 'person',
      userId: one,
    });
}

/**
 * Everyone who saw the cards gets a job that checks, with their own access, whether they wrote one and are to be asked. If names are hidden nobody
 * else could know whom to ask, and running the check reveals nothing.
 */
export async function askAuthors({ scope, now }: Work, row: LessonRow): Promise<void> {
  const over = jobNames.over.ref({ lesson: row.id });
  await scope.runAt(over, row.ask_until, { kind: 'channel', channelId: row.channel_id });
  for (const { userId: person } of await scope.peopleOf(row.seen_id))
    await scope.runAt(jobNames.ask.ref({ lesson: row.id, person }), now, {
      kind: 'person',
      userId: person,
    });
}

/** How many of its cards the viewer wrote. */
async function countOwn(scope: Scope, { table }: Origin, { rows }: LessonCandidate): Promise<number> {
  if (rows.length === 0) return 0;
  const own = await scope
    .mine(table)
    .select('it.id')
    .where('it.id', 'in', [...rows])
    .execute();
  return own.length;
}

export type Said = OpinionRow['said'];

/** Sets the opinion, or takes it back. @returns which of the two */
export async function toggleSaid(
  { scope, now }: { readonly scope: Scope; readonly now: Instant },
  row: LessonRow,
  said: Said,
): Promise<'said' | 'back'> {
  if ((await scope.deleteOwn(opinions, { lesson_id: row.id, said })) > 0) return 'back';
  await scope.upsertOwn(opinions, { lesson_id: row.id, said, said_at: now }, { audience: row.wide_id });
  return 'said';
}
