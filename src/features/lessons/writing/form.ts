/** Opens the forms: what lessons can be made from, and whom a new one may reach. */
import type { RowId } from '#core/ids.ts';
import { endedMessage } from '#core/kit/ended.ts';
import type { Origin, LessonCandidate } from '#core/lessons.ts';
import { open, push, type Reading, type Reply, say, update } from '#core/listener.ts';
import type { Channel } from '#core/people.ts';
import { usualVisibility, visibilityOffer } from '#core/visibility.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import type { ReadScope } from '#core/scope.ts';
import { atMoment } from '#core/sentence.ts';
import { oneLine, shorten } from '#core/text.ts';
import { lessonsCopy } from '../copy.ts';
import type { FormOf } from '../ids.ts';
import { isOfCards, usedCandidates, withOwn } from '../read.ts';
import { type LessonRow, ownDrafts, typedWords } from '../rows.ts';
import { askUntil, limitsOf, mayChange, type Typed } from '../rules.ts';
import { told } from '../screens.ts';
import { loadOrigin, type Sources } from '../sources.ts';
import { renderForm, type FormView, renderCandidates } from './screens.ts';

export type WriteRefusal = 'over' | 'notWriter' | 'noChannel' | 'taken' | 'seedGone';

export interface Writable {
  readonly source: string;
  readonly origin: Origin;
  readonly candidate: LessonCandidate;
  readonly channel: Channel;
}

/** What a person wants to make a lesson from, if they may: checked when the form opens and again on submission. */
export async function writable(
  sources: Sources,
  { scope, person, now }: Reading,
  of: RowId,
  candidateId: RowId,
): Promise<Result<Writable, WriteRefusal>> {
  const found = await loadOrigin(sources, scope, of, now);
  if (found === null) return refuse('over');
  const { origin, source } = found;
  if (origin.writer !== person.userId) return refuse('notWriter');
  const channel = await scope.channel(origin.channel);
  if (channel === null) return refuse('noChannel');
  const candidate = origin.candidates.find(({ id }) => id === candidateId);
  // If they cannot read one of its cards, it is not theirs to publish.
  if (candidate === undefined || candidate.texts.length < candidate.rows.length) return refuse('seedGone');
  if ((await usedCandidates(scope, of)).has(candidateId)) return refuse('taken');
  return ok({ source, origin, candidate, channel });
}

/** It is too late: for what, and since when. */
async function tellOver(sources: Sources, interaction: Reading, of: RowId): Promise<Reply> {
  const t = lessonsCopy.for(interaction);
  for (const { lessonSource } of sources()) {
    const past = await lessonSource?.past(interaction.scope, of);
    if (past == null) continue;
    const what = t.mrkdwn('over.what', { called: past.called, at: atMoment(past.until) });
    return say(endedMessage({ what, now: t.mrkdwn('over.now') }));
  }
  return told(interaction, 'refused.over');
}

/** What lessons can be made from, for those who write them. */
export async function openCandidates(sources: Sources, interaction: Reading, of: RowId): Promise<Reply> {
  const { scope, person, now } = interaction;
  const found = await loadOrigin(sources, scope, of, now);
  if (found === null) return tellOver(sources, interaction, of);
  if (found.origin.writer !== person.userId) return told(interaction, 'refused.notWriter');
  return open(renderCandidates(lessonsCopy.for(interaction), found.origin, await usedCandidates(scope, of)));
}

/** The form for a new lesson, on top of the list it was chosen from. */
export async function openForm(
  sources: Sources,
  interaction: Reading,
  of: RowId,
  candidate: RowId,
): Promise<Reply> {
  const { scope } = interaction;
  const may = await writable(sources, interaction, of, candidate);
  if (!may.ok)
    return may.code === 'over'
      ? tellOver(sources, interaction, of)
      : told(interaction, `refused.${may.code}`);
  const form = await newForm(interaction, may.value, typedOfCandidate(may.value.candidate), false);
  return push(renderForm(lessonsCopy.for(interaction), await withDraft(scope, form)));
}

/** Lets a person who may edit a lesson do so. */
export async function openChange(
  { scope, ...interaction }: Reading,
  row: LessonRow,
  onPage: boolean,
): Promise<Reply> {
  const form = await withDraft(scope, formOfLesson(row, onPage));
  return (onPage ? update : open)(renderForm(lessonsCopy.for(interaction), form));
}

/** A lesson's initial text: what the cards say. */
const typedOfCandidate = ({ texts: [first = '', ...others] }: LessonCandidate): Typed => ({
  title: shorten(oneLine(first), limitsOf.title),
  context: '',
  happened: shorten([first, ...others].join('\n').trim(), limitsOf.happened),
  useWhen: '',
  topics: '',
});

/** The form without a draft. @returns `null` if the person may not write in it, or no longer */
export async function emptyForm(
  sources: Sources,
  interaction: Reading,
  of: FormOf,
): Promise<FormView | null> {
  if ('seed' in of) {
    const may = await writable(sources, interaction, of.of, of.seed);
    if (!may.ok) return null;
    return newForm(interaction, may.value, typedOfCandidate(may.value.candidate), of.wide === true);
  }
  const theirs = await withOwn(interaction, of.lesson);
  if (theirs === null) return null;
  const { lesson, own, isWriter } = theirs;
  return mayChange(lesson.state, { own: own.count, isWriter })
    ? formOfLesson(lesson.row, of.onPage === true)
    : null;
}

/** @param isWide more than the conversation was asked for */
export async function newForm(
  { scope, person, now }: Reading,
  { origin, candidate, channel }: Writable,
  typed: Typed,
  isWide: boolean,
): Promise<FormView> {
  const { names, isSeenByChannel } = origin;
  const offer = visibilityOffer(person, channel);
  return {
    of: { of: origin.id, seed: candidate.id, wide: isWide },
    typed,
    reach: {
      channel: channel.channelId,
      offer,
      usual: usualVisibility(offer, await scope.usualReach()),
      isWide,
      names,
      isSeenByChannel,
      until: askUntil(now, names === 'hidden' ? origin.until : null),
    },
  };
}

/** The form of an existing lesson. @param onPage it stands where the lesson's page was */
const formOfLesson = (row: LessonRow, onPage: boolean): FormView => ({
  of: { lesson: row.id, ...(onPage ? { onPage } : {}) },
  typed: typedWords.read(row),
  reach: null,
  isOfCards: isOfCards(row),
});

/** A person has one draft for each of these. */
export const aboutOf = (of: FormOf): RowId => ('seed' in of ? of.seed : of.lesson);

/** The form with the saved draft, if there is one. */
export async function withDraft(read: ReadScope, form: FormView): Promise<FormView> {
  const typed = await ownDrafts.of(read, aboutOf(form.of));
  return typed === null ? form : { ...form, typed, isKept: true };
}
