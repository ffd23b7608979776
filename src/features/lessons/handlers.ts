/** Buttons. Permission is checked on the press, from what the store shows the person. */
import type { RowId } from '#core/ids.ts';
import { onReadingPages } from '#core/kit/pages.ts';
import {
  type ActionListener,
  clear,
  errors,
  type Interaction,
  nothing,
  onAction,
  onReading,
  onSubmit,
  open,
  type Reading,
  type Reply,
  say,
  update,
  type ViewListener,
} from '#core/listener.ts';
import { atMoment } from '#core/sentence.ts';
import { thanksButtons } from '#core/thanks.ts';
import { type Visibility, visibilityOf, visibilityOffer } from '#core/visibility.ts';
import { answer } from './consent/operations.ts';
import { lessonsCopy } from './copy.ts';
import * as ids from './ids.ts';
import { openedLesson } from './opened.ts';
import { showOwn } from './own.ts';
import { isOfOne, lessonRow, type Theirs, withOwn } from './read.ts';
import { ownDrafts } from './rows.ts';
import { type Answer, mayChange, readTyped, type Typed, withWhole } from './rules.ts';
import { renderOut, saidMessage, told } from './screens.ts';
import type { Sources } from './sources.ts';
import {
  aboutOf,
  emptyForm,
  newForm,
  openChange,
  openForm,
  openCandidates,
  writable,
} from './writing/form.ts';
import { changeIt, type Said, takeItOut, toggleSaid, writeDown } from './writing/operations.ts';
import { fieldErrors, renderForm, refusedMessage } from './writing/screens.ts';

/** @param round the wording they read, if they agree */
async function decide(interaction: Interaction, id: RowId, given: Answer, round?: number): Promise<Reply> {
  const theirs = await withOwn(interaction, id);
  if (theirs === null) return told(interaction, 'refused.gone');
  if (theirs.own.count === 0) return told(interaction, 'refused.notYours');
  const { lesson } = theirs;
  const { row, state } = lesson;
  const hasStayed = () =>
    told(interaction, isOfOne(row) ? 'refused.tooLateOne' : 'refused.tooLate', {
      until: atMoment(row.ask_until),
    });
  if (given === 'yes' && state === 'here') return hasStayed();
  if (round !== undefined && round !== row.round) return told(interaction, 'refused.otherWords');
  if (given === 'yes' && state === 'kept')
    return told(interaction, 'refused.hasGone', { at: atMoment(row.kept_at ?? row.written_at) });
  await answer(interaction, interaction.person.userId, row, given);
  return state === 'here' ? hasStayed() : nothing;
}

/** Editing and removing, for those who may. */
async function change(
  interaction: Reading,
  id: RowId,
  then: (theirs: Theirs) => Promise<Reply>,
): Promise<Reply> {
  const theirs = await withOwn(interaction, id);
  if (theirs === null) return told(interaction, 'refused.gone');
  const { lesson, own, isWriter } = theirs;
  if (!mayChange(lesson.state, { own: own.count, isWriter })) return told(interaction, 'refused.notYours');
  return then(theirs);
}

/** An opinion of a reader on another team's lesson. */
async function opinion(interaction: Interaction, id: RowId, said: Said): Promise<Reply> {
  const theirs = await withOwn(interaction, id);
  if (theirs?.lesson.state !== 'kept') return told(interaction, 'refused.gone');
  if (theirs.own.count > 0) return told(interaction, 'refused.ownUse');
  const { row, authors } = theirs.lesson;
  const is = await toggleSaid(interaction, row, said);
  if (is === 'back') return told(interaction, 'said.back');
  const t = lessonsCopy.for(interaction);
  const thanks = said === 'used' ? await thanksButtons(interaction.scope, t, authors, row.channel_id) : [];
  return say(saidMessage(t, row.id, said, interaction.channel, thanks));
}

/** Resets the form. */
async function discard(sources: Sources, interaction: Interaction, of: ids.FormOf): Promise<Reply> {
  await ownDrafts.drop(interaction.scope, aboutOf(of));
  const form = await emptyForm(sources, interaction, of);
  if (form === null) return told(interaction, 'refused.gone');
  // The inputs keep what was typed as long as they keep their names.
  return update(renderForm(lessonsCopy.for(interaction), { ...form, round: interaction.newId() }));
}

export const actionsWith = (sources: Sources): readonly ActionListener[] => [
  onReading(ids.proposeLessons, (interaction, { of }) => openCandidates(sources, interaction, of)),
  onReading(ids.writeLesson, (interaction, { of, seed }) => openForm(sources, interaction, of, seed)),
  onAction(ids.agree, (interaction, { lesson, round }) => decide(interaction, lesson, 'yes', round)),
  onAction(ids.keepHere, (interaction, { lesson }) => decide(interaction, lesson, 'here')),
  onReading(ids.changeLesson, (interaction, { lesson: id, onPage = false }) =>
    change(interaction, id, ({ lesson }) => openChange(interaction, lesson.row, onPage)),
  ),
  onReading(ids.takeOut, (interaction, { lesson: id }) =>
    change(interaction, id, async ({ lesson }) => open(renderOut(lessonsCopy.for(interaction), lesson.row))),
  ),
  onAction(ids.discardDraft, (interaction, of) => discard(sources, interaction, of)),
  onAction(ids.useLesson, (interaction, { lesson }) => opinion(interaction, lesson, 'used')),
  onAction(ids.findUseful, (interaction, { lesson }) => opinion(interaction, lesson, 'useful')),
  onReading(ids.openLesson, async (interaction, { lesson: id }) => {
    const modal = await openedLesson(interaction, id);
    return modal === null ? told(interaction, 'refused.gone') : open(modal);
  }),
  onReading(ids.listLessons, (interaction) => showOwn(interaction, 0, open)),
  ...onReadingPages(ids.listPages, (interaction, { page }) => showOwn(interaction, page, update)),
];

type OfNew = Extract<ids.FormOf, { readonly seed: unknown }>;

async function write(
  sources: Sources,
  interaction: Interaction,
  of: OfNew,
  kept: Typed,
  chosen: Visibility | null,
): Promise<Reply> {
  const { person } = interaction;
  const may = await writable(sources, interaction, of.of, of.seed);
  if (!may.ok) return say(refusedMessage(lessonsCopy.for(interaction), `refused.${may.code}`, kept));
  const reach = visibilityOf(visibilityOffer(person, may.value.channel), chosen, of.wide === true);
  await writeDown(interaction, person.userId, { ...may.value, kept, reach });
  await ownDrafts.drop(interaction.scope, aboutOf(of));
  return clear;
}

async function saveChange(
  interaction: Interaction,
  of: Exclude<ids.FormOf, OfNew>,
  kept: Typed,
): Promise<Reply> {
  const t = lessonsCopy.for(interaction);
  const theirs = await withOwn(interaction, of.lesson);
  if (theirs === null) return say(refusedMessage(t, 'refused.gone', kept));
  const { lesson, own, isWriter } = theirs;
  if (!mayChange(lesson.state, { own: own.count, isWriter }))
    return say(refusedMessage(t, 'refused.notYours', kept));
  await changeIt(interaction, interaction.person.userId, lesson.row, kept);
  await ownDrafts.drop(interaction.scope, aboutOf(of));
  const page = of.onPage === true ? await openedLesson(interaction, of.lesson) : null;
  return page === null ? clear : update(page);
}

/** The author wants more than the conversation: the form with that choice, keeping what is typed. */
async function widen(sources: Sources, interaction: Interaction, of: OfNew, typed: Typed): Promise<Reply> {
  const may = await writable(sources, interaction, of.of, of.seed);
  if (!may.ok) return nothing;
  const form = await newForm(interaction, may.value, typed, true);
  return update(renderForm(lessonsCopy.for(interaction), form));
}

export const viewsWith = (sources: Sources): readonly ViewListener[] => [
  onSubmit(
    ids.lessonModal,
    async (interaction, of, fields) => {
      const before = 'seed' in of ? null : await lessonRow(interaction.scope, of.lesson);
      const { kept, refusals } = readTyped(fields, before?.happened);
      if (Object.keys(refusals).length > 0)
        return errors(fieldErrors(lessonsCopy.for(interaction), fields, refusals));
      return 'seed' in of
        ? write(sources, interaction, of, kept, fields.reach)
        : saveChange(interaction, of, kept);
    },
    async (interaction, of, fields) => {
      const form = await emptyForm(sources, interaction, of);
      if (form !== null)
        await ownDrafts.keep(interaction, aboutOf(of), withWhole(fields, form.typed.happened), form.typed);
      return 'seed' in of && fields.ask === 'more' ? widen(sources, interaction, of, fields) : nothing;
    },
  ),
  onSubmit(ids.outModal, async (interaction, { lesson: id }) => {
    const theirs = await withOwn(interaction, id);
    if (theirs === null) return told(interaction, 'refused.gone');
    const { lesson, own, isWriter } = theirs;
    if (!mayChange(lesson.state, { own: own.count, isWriter })) return told(interaction, 'refused.notYours');
    await takeItOut(interaction, interaction.person.userId, lesson.row);
    await ownDrafts.drop(interaction.scope, id);
    return clear;
  }),
  // They have nothing to submit; their buttons are actions.
  onSubmit(ids.candidatesModal, async () => nothing),
  onSubmit(ids.listModal, async () => nothing),
  onSubmit(ids.openedModal, async () => nothing),
];
