/** Submissions and buttons of lessons that are saved from anywhere. */
import type { FeaturePart } from '#core/feature.ts';
import { askable, whereTo } from '#core/kit/linked-words.ts';
import {
  type EventContext,
  errors,
  type Interaction,
  nothing,
  onAction,
  onEvent,
  onSubmit,
  type Reply,
  say,
  type Shortcut,
  update,
} from '#core/listener.ts';
import { keepAsLesson } from '#core/lessons.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import { userId } from '#core/ids.ts';
import { visibilityOf, visibilityOffer } from '#core/visibility.ts';
import { lessonsCopy } from '../copy.ts';
import { type Listed, withOwn } from '../read.ts';
import { ownDrafts } from '../rows.ts';
import { readTyped, type Typed } from '../rules.ts';
import { told } from '../screens.ts';
import type { Sources } from '../sources.ts';
import { fieldErrors, refusedMessage } from '../writing/screens.ts';
import { alikeTo, firstOf, toldWith } from '../joining/operations.ts';
import { asked, sourcePost } from './asked.ts';
import { channelFor, newForm, nothingTyped, openAdding, openFor, thereFrom } from './form.ts';
import {
  addModal,
  type AddOf,
  discardAdded,
  joinAlike,
  keepApart,
  openAdd,
  saveAsLesson,
  savedModal,
  whereModal,
} from './ids.ts';
import { openOfRow, type RowRefusal, seeded, thereOf } from './of-row.ts';
import { type Added, addIt, takeAlong } from './operations.ts';
import { type AddView, renderAdd, renderSaved, renderThere } from './screens.ts';

/** Only drafts of this form, whatever a form names: a card's author is known by theirs. */
const isAdding = ({ draft }: Pick<AddOf, 'draft'>): boolean => draft.startsWith('add:');

async function save(
  sources: Sources,
  interaction: Interaction,
  of: AddOf,
  kept: Typed,
  chosen: Parameters<typeof visibilityOf>[1],
): Promise<Reply> {
  const { scope, person } = interaction;
  const t = lessonsCopy.for(interaction);
  // Somebody was quicker; what was typed is still the draft.
  const there = await thereAlready(interaction, of);
  if (there !== null) return update(renderThere(t, there));
  const may = await mayAdd(sources, interaction, of);
  if (!may.ok) return say(refusedMessage(t, `refused.${may.code}`, kept));
  const { channel } = may.value;
  const joins = of.joins === undefined ? null : await firstOf(scope, of.joins, interaction.now);
  const unseen =
    joins === null && (await alikeTo(interaction, kept)).some(({ id }) => of.shown?.includes(id) !== true);
  if (unseen) {
    await ownDrafts.keep(interaction, of.draft, kept, nothingTyped);
    return update(renderAdd(t, await formWith(interaction, of, kept)));
  }
  const reach = visibilityOf(visibilityOffer(person, channel), chosen, of.wide === true);
  const id = await addIt(interaction, person.userId, { ...may.value, kept, reach, joins });
  await ownDrafts.drop(scope, of.draft);
  const saved = await withOwn(interaction, id);
  if (saved === null) return nothing;
  const { under } = await toldWith(scope, saved.lesson, interaction.now);
  return update(renderSaved(t, saved, under));
}

const thereAlready = async (interaction: Interaction, { link, row }: AddOf): Promise<Listed | null> => {
  if (row !== undefined) return thereOf(interaction, row);
  return link === undefined ? null : thereFrom(interaction, link);
};

/** What a lesson is saved from, and where it leads to, as the person sees it now. */
async function mayAdd(
  sources: Sources,
  interaction: Interaction,
  { channel: id, link, by, row: of }: AddOf,
): Promise<Result<Pick<Added, 'channel' | 'link' | 'row'>, RowRefusal | 'linkUnseen'>> {
  const { scope } = interaction;
  if (of !== undefined) {
    const may = await seeded(sources, interaction, of);
    if (!may.ok) return may;
    const { channel, row, seed } = may.value;
    const at = await scope.linkTo(seed.post);
    return ok({ channel, row, link: at === null ? null : { link: at, leadsTo: channel, author: null } });
  }
  const channel = await channelFor(scope, id);
  if (!channel.ok) return refuse('noChannel');
  if (link === undefined) return ok({ channel: channel.value, row: null, link: null });
  const leadsTo = await whereTo(scope, link, channel.value);
  if (!leadsTo.ok || leadsTo.value === null) return refuse('linkUnseen');
  const author = await askable(scope, by ?? null);
  return ok({ channel: channel.value, row: null, link: { link, leadsTo: leadsTo.value, author } });
}

/** The form as it stands, with the lessons that look the same. */
async function formWith(interaction: Interaction, of: AddOf, typed: Typed): Promise<AddView> {
  const alike = await alikeTo(interaction, typed);
  const shown = alike.map(({ id }) => id);
  return { ...(await newForm(interaction, { ...of, shown }, { typed })), alike };
}

/** The person joins a lesson that looks the same, or not after all. */
async function rejoin(interaction: Interaction, of: AddOf): Promise<Reply> {
  if (!isAdding(of)) return told(interaction, 'refused.gone');
  const typed = (await ownDrafts.of(interaction.scope, of.draft)) ?? nothingTyped;
  return update(renderAdd(lessonsCopy.for(interaction), await formWith(interaction, of, typed)));
}

/** Resets the form. */
async function discard(interaction: Interaction, of: AddOf): Promise<Reply> {
  if (!isAdding(of)) return told(interaction, 'refused.gone');
  await ownDrafts.drop(interaction.scope, of.draft);
  const form = await newForm(interaction, of, { typed: nothingTyped });
  // The inputs keep what was typed as long as they keep their names.
  return update(renderAdd(lessonsCopy.for(interaction), { ...form, round: interaction.newId() }));
}

const addWith = (sources: Sources) =>
  onSubmit(
    addModal,
    async (interaction, of, fields) => {
      const { kept, refusals } = readTyped(fields);
      if (Object.keys(refusals).length > 0)
        return errors(fieldErrors(lessonsCopy.for(interaction), fields, refusals));
      return save(sources, interaction, of, kept, fields.reach);
    },
    async (interaction, of, fields) => {
      if (!isAdding(of)) return nothing;
      await ownDrafts.keep(interaction, of.draft, fields, nothingTyped);
      const isWidened = fields.ask === 'more';
      // Once while it is typed, since a redrawn form takes the cursor away; and again when it is saved.
      const isTold = of.shown !== undefined || of.joins !== undefined;
      if (!isWidened && (isTold || (await alikeTo(interaction, fields)).length === 0)) return nothing;
      const form = await formWith(interaction, isWidened ? { ...of, wide: true } : of, fields);
      return update(renderAdd(lessonsCopy.for(interaction), form));
    },
  );

const where = onSubmit(whereModal, async (interaction, of, { channel }) => {
  const { scope } = interaction;
  const t = lessonsCopy.for(interaction);
  const may = await channelFor(scope, channel);
  if (!may.ok)
    return errors({ channel: t.plain(may.code === 'archived' ? 'there.archived' : 'there.outside') });
  const typed = (await ownDrafts.of(scope, of.draft)) ?? nothingTyped;
  const form = await newForm(interaction, { draft: of.draft, channel: may.value.channelId }, { typed });
  return update(renderAdd(t, form));
});

const left = ({ scope, channel }: EventContext, { user }: { readonly user: string }): Promise<void> =>
  takeAlong(scope, channel.channelId, userId(user));

const shortcut: Shortcut = {
  callbackId: saveAsLesson,
  type: 'message',
  name: lessonsCopy.named('shortcut.name'),
  summary: lessonsCopy.named('shortcut.summary'),
  run: (interaction, message) => (message === null ? openAdding(interaction) : openFor(interaction, message)),
};

/** @param sources the practices that have what lessons can be made of */
export const addingWith = (sources: Sources): FeaturePart => ({
  shortcuts: [shortcut],
  actions: [
    onAction(openAdd, (interaction) => openAdding(interaction)),
    onAction(discardAdded, discard),
    onAction(joinAlike, rejoin),
    onAction(keepApart, rejoin),
    onAction(keepAsLesson, (interaction, { of }) => openOfRow(sources, interaction, of)),
    ...asked.actions,
  ],
  views: [
    addWith(sources),
    where,
    asked.view,
    // It has nothing to submit; its buttons are actions.
    onSubmit(savedModal, async () => nothing),
  ],
  posts: [sourcePost],
  events: [
    onEvent('member_left_channel', left),
    onEvent('user_deactivated', left),
    // Slack no longer tells who leaves, so words given for as long as their author stays are deleted. Authors can give them again.
    onEvent('lore_left', ({ scope, channel }) => takeAlong(scope, channel.channelId, null)),
  ],
});
