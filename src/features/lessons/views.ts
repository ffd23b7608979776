/** What is submitted: checked against what the store says now, and stored before it is acknowledged. */
import { lessonsCopy } from './copy.ts';
import {
  clear,
  errors,
  nothing,
  onSubmit,
  say,
  update,
  type Interaction,
  type Reply,
  type ViewListener,
} from '../../core/listener.ts';
import { fieldErrors, formDrawing, refusedMessage } from './blocks/form.ts';
import { told } from './blocks/words.ts';
import { mayChange, readTyped, type Typed } from './domain.ts';
import { lessonModal, listModal, outModal, seedsModal, type FormOf } from './ids.ts';
import { reachOf, reachOffer, type ReachKind } from '../../core/reach.ts';
import { dropDraft, keepDraft } from './service/drafts.ts';
import { emptyForm, newForm, writable } from './service/open.ts';
import { withOwn } from './service/own.ts';
import type { Sources } from './service/sources.ts';
import { changeIt, takeItOut, writeDown } from './service/write.ts';

type OfNew = Extract<FormOf, { readonly seed: unknown }>;

async function write(
  sources: Sources,
  interaction: Interaction,
  of: OfNew,
  kept: Typed,
  chosen: ReachKind | null,
): Promise<Reply> {
  const { person } = interaction;
  const may = await writable(sources, interaction, of.of, of.seed);
  if (!may.ok) return say(refusedMessage(lessonsCopy.for(interaction), `refused.${may.code}`, kept));
  const reach = reachOf(reachOffer(person, may.value.channel), chosen, of.wide === true);
  await writeDown(interaction, person.userId, { ...may.value, kept, reach });
  await dropDraft(interaction.scope, of);
  return clear;
}

async function change(interaction: Interaction, of: Exclude<FormOf, OfNew>, kept: Typed): Promise<Reply> {
  const words = lessonsCopy.for(interaction);
  const theirs = await withOwn(interaction, of.lesson);
  if (theirs === null) return say(refusedMessage(words, 'refused.gone', kept));
  const { lesson, own, isWriter } = theirs;
  if (!mayChange(lesson.state, { own: own.count, isWriter }))
    return say(refusedMessage(words, 'refused.notYours', kept));
  await changeIt(interaction, interaction.person.userId, lesson.row, kept);
  await dropDraft(interaction.scope, of);
  return clear;
}

/** More than the conversation was asked for: the form with that choice, and with what is typed. */
async function widen(sources: Sources, interaction: Interaction, of: OfNew, typed: Typed): Promise<Reply> {
  const may = await writable(sources, interaction, of.of, of.seed);
  if (!may.ok) return nothing;
  return update(formDrawing(lessonsCopy.for(interaction), newForm(interaction, may.value, typed, true)));
}

export const viewsWith = (sources: Sources): readonly ViewListener[] => [
  onSubmit(
    lessonModal,
    async (interaction, of, fields) => {
      const { kept, refusals } = readTyped(fields);
      if (Object.keys(refusals).length > 0)
        return errors(fieldErrors(lessonsCopy.for(interaction), fields, refusals));
      return 'seed' in of
        ? write(sources, interaction, of, kept, fields.reach)
        : change(interaction, of, kept);
    },
    async (interaction, of, fields) => {
      const form = await emptyForm(sources, interaction, of);
      if (form !== null) await keepDraft(interaction, of, form.typed, fields);
      return 'seed' in of && fields.ask === 'more' ? widen(sources, interaction, of, fields) : nothing;
    },
  ),
  onSubmit(outModal, async (interaction, { lesson: id }) => {
    const theirs = await withOwn(interaction, id);
    if (theirs === null) return told(interaction, 'refused.gone');
    const { lesson, own, isWriter } = theirs;
    if (!mayChange(lesson.state, { own: own.count, isWriter })) return told(interaction, 'refused.notYours');
    await takeItOut(interaction, interaction.person.userId, lesson.row);
    await dropDraft(interaction.scope, { lesson: id });
    return clear;
  }),
  // They have nothing to submit; their buttons are actions.
  onSubmit(seedsModal, async () => nothing),
  onSubmit(listModal, async () => nothing),
];
