/** Buttons. What somebody may do is decided when they press, from what the store shows them. */
import { lessonsCopy } from './copy.ts';
import { pageOf, onPages } from '../../core/kit/pages.ts';
import type { RowId } from '../../core/ids.ts';
import {
  nothing,
  onAction,
  open,
  update,
  type ActionListener,
  type Interaction,
  type Reply,
} from '../../core/listener.ts';
import { formDrawing } from './blocks/form.ts';
import { listDrawing, outDrawing, inList } from './blocks/list.ts';
import { told } from './blocks/words.ts';
import { mayChange, type Answer } from './domain.ts';
import * as ids from './ids.ts';
import { answer } from './service/answer.ts';
import { dropDraft } from './service/drafts.ts';
import { emptyForm, openChange, openForm, openSeeds } from './service/open.ts';
import { listed, withOwn, type Theirs } from './service/own.ts';
import type { Sources } from './service/sources.ts';
import { toggleSaid, type Said } from './service/use.ts';

/** @param round the words that were read, where they are agreed to */
async function decide(interaction: Interaction, id: RowId, given: Answer, round?: number): Promise<Reply> {
  const theirs = await withOwn(interaction, id);
  if (theirs === null) return told(interaction, 'refused.gone');
  if (theirs.own.count === 0) return told(interaction, 'refused.notYours');
  const { lesson } = theirs;
  if (given === 'yes' && lesson.state === 'here') return told(interaction, 'refused.tooLate');
  if (round !== undefined && round !== lesson.row.round) return told(interaction, 'refused.otherWords');
  await answer(interaction, interaction.person.userId, lesson.row, given);
  return nothing;
}

/** Changing and taking out, for whoever may. */
async function change(
  interaction: Interaction,
  id: RowId,
  then: (theirs: Theirs) => Promise<Reply>,
): Promise<Reply> {
  const theirs = await withOwn(interaction, id);
  if (theirs === null) return told(interaction, 'refused.gone');
  const { lesson, own, isWriter } = theirs;
  if (!mayChange(lesson.state, { own: own.count, isWriter })) return told(interaction, 'refused.notYours');
  return then(theirs);
}

/** For whoever reads a lesson of others. */
async function opinion(interaction: Interaction, id: RowId, said: Said): Promise<Reply> {
  const theirs = await withOwn(interaction, id);
  if (theirs?.lesson.state !== 'kept') return told(interaction, 'refused.gone');
  if (theirs.own.count > 0) return told(interaction, 'refused.ownUse');
  const is = await toggleSaid(interaction, theirs.lesson.row, said);
  return told(interaction, is === 'back' ? 'said.back' : `said.${said}`);
}

/** The form as it was before anything was typed. */
async function discard(sources: Sources, interaction: Interaction, of: ids.FormOf): Promise<Reply> {
  await dropDraft(interaction.scope, of);
  const form = await emptyForm(sources, interaction, of);
  if (form === null) return told(interaction, 'refused.gone');
  // The inputs keep what was typed as long as they keep their names.
  return update(formDrawing(lessonsCopy.for(interaction), { ...form, round: interaction.newId() }));
}

async function list(interaction: Interaction, page: number, show: typeof open): Promise<Reply> {
  const all = await listed(interaction.scope, interaction.person.userId, interaction.now);
  return show(listDrawing(lessonsCopy.for(interaction), pageOf(all, inList, page)));
}

export const actionsWith = (sources: Sources): readonly ActionListener[] => [
  onAction(ids.proposeLessons, (interaction, { of }) => openSeeds(sources, interaction, of)),
  onAction(ids.writeLesson, (interaction, { of, seed }) => openForm(sources, interaction, of, seed)),
  onAction(ids.agree, (interaction, { lesson, round }) => decide(interaction, lesson, 'yes', round)),
  onAction(ids.keepHere, (interaction, { lesson }) => decide(interaction, lesson, 'here')),
  onAction(ids.changeLesson, (interaction, { lesson: id }) =>
    change(interaction, id, ({ lesson }) => openChange(interaction, lesson.row)),
  ),
  onAction(ids.takeOut, (interaction, { lesson: id }) =>
    change(interaction, id, async ({ lesson }) => open(outDrawing(lessonsCopy.for(interaction), lesson.row))),
  ),
  onAction(ids.discardDraft, (interaction, of) => discard(sources, interaction, of)),
  onAction(ids.useLesson, (interaction, { lesson }) => opinion(interaction, lesson, 'used')),
  onAction(ids.findUseful, (interaction, { lesson }) => opinion(interaction, lesson, 'useful')),
  onAction(ids.listLessons, (interaction) => list(interaction, 0, open)),
  ...onPages(ids.listPages, (interaction, { page }) => list(interaction, page, update)),
];
