/** Form submissions: checked against current data, and stored before they are acknowledged. */
import { helped } from '#core/help-words.ts';
import { mayPostIn } from '#core/kit/begin.ts';
import { actions, context } from '#core/kit/blocks.ts';
import { whereTo } from '#core/kit/linked-words.ts';
import { messageOf } from '#core/kit/message.ts';
import {
  type Command,
  errors,
  type Interaction,
  nothing,
  onSubmit,
  type Reply,
  say,
  type Shortcut,
  update,
  type ViewListener,
} from '#core/listener.ts';
import { type LessonKeepers, tellWithdrawn } from '#core/lessons.ts';
import { wordsIn } from '#core/message-words.ts';
import { type Visibility, visibilityOf, visibilityOffer } from '#core/visibility.ts';
import { ok } from '#core/result.ts';
import { thanksButtons } from '#core/thanks.ts';
import { readLink } from '#core/web-address.ts';
import { learnedCopy } from '../copy.ts';
import * as ids from '../ids.ts';
import { quarterWords, showQuarter } from '../quarter/handlers.ts';
import { wordsView } from '../quotes/handlers.ts';
import { linkOf, loadShare, ownShare, promptRow } from '../read.ts';
import { ownDrafts } from '../rows.ts';
import { limitsOf, nothingTyped, readTyped, type Typed } from '../rules.ts';
import { fieldErrors, renderForm, refusedMessage } from './form-screens.ts';
import { aboutOf, draftAside, emptyForm, goOnIn, keepDraft, openHere } from './form.ts';
import { changeIt, sayUsed, shareIt, takeItBack } from './operations.ts';

interface Submitted extends Typed {
  readonly reach: Visibility | null;
}

async function shareNew(
  interaction: Interaction,
  of: ids.FormOf,
  fields: Submitted,
  kept: Typed,
): Promise<Reply> {
  const { scope, person } = interaction;
  const may = mayPostIn(of.channel === undefined ? null : await scope.channel(of.channel));
  if (!may.ok) return say(refusedMessage(learnedCopy.for(interaction), may.code, kept));
  const channel = may.value;
  const leadsTo = await whereTo(scope, kept.link, channel);
  if (!leadsTo.ok) return errors({ link: learnedCopy.for(interaction).plain(`field.${leadsTo.code}`) });
  const asked = of.prompt === undefined ? null : await promptRow(scope, of.prompt);
  await shareIt(interaction, person, {
    channel,
    prompt: asked?.channel_id === channel.channelId && asked.state === 'open' ? asked : null,
    kept,
    reach: visibilityOf(visibilityOffer(person, channel), fields.reach, of.wide === true),
    leadsTo: leadsTo.value,
    // Applies only while the link is still to their message.
    sourceAuthor: kept.link === readLink(of.linked ?? '', limitsOf.link) ? (of.by ?? null) : null,
  });
  await ownDrafts.drop(scope, aboutOf(of));
  return nothing;
}

async function change(
  interaction: Interaction,
  of: ids.FormOf,
  fields: Submitted,
  kept: Typed,
): Promise<Reply> {
  const { scope, person } = interaction;
  const share = of.share === undefined ? null : await ownShare(scope, of.share);
  if (share === null) return say(refusedMessage(learnedCopy.for(interaction), 'gone', kept));
  const { row } = share;
  const channel = await scope.channel(row.channel_id);
  const leadsTo = kept.link === linkOf(share) ? ok(null) : await whereTo(scope, kept.link, channel);
  if (!leadsTo.ok) return errors({ link: learnedCopy.for(interaction).plain(`field.${leadsTo.code}`) });
  // Without a choice in the form, or outside its channel, the visibility stays.
  const isChosen = channel !== null && fields.reach !== null;
  const wasWide = of.wide === true || row.reach === 'workspace';
  const kind = isChosen ? visibilityOf(visibilityOffer(person, channel), fields.reach, wasWide) : row.reach;
  await changeIt(interaction, person, share, {
    kept,
    leadsTo: leadsTo.value,
    reach: channel === null ? null : { kind, channel },
  });
  await ownDrafts.drop(scope, aboutOf(of));
  return nothing;
}

/** The author wants more than the conversation: the form with that choice, keeping what is typed. */
async function widen(interaction: Interaction, of: ids.FormOf, typed: Typed): Promise<Reply> {
  const form = await emptyForm(interaction, of);
  if (form === null) return nothing;
  const aside = await draftAside(interaction.scope, of);
  return update(
    renderForm(learnedCopy.for(interaction), { ...form, of: { ...of, wide: true }, typed, aside }),
  );
}

/** @param practices those that may keep lessons of a share */
export const viewsWith = (practices: LessonKeepers): readonly ViewListener[] => [
  onSubmit(
    ids.shareModal,
    async (interaction, of, fields) => {
      const { kept, refusals } = readTyped(fields);
      if (Object.keys(refusals).length > 0)
        return errors(fieldErrors(learnedCopy.for(interaction), fields, refusals));
      return of.share === undefined
        ? shareNew(interaction, of, fields, kept)
        : change(interaction, of, fields, kept);
    },
    async (interaction, of, fields) => {
      // Nothing is stored for a form they may not submit, whatever it names.
      if ((await emptyForm(interaction, of)) === null) return nothing;
      await keepDraft(interaction, of, fields);
      return fields.ask === 'more' ? widen(interaction, of, fields) : nothing;
    },
  ),
  onSubmit(ids.whereModal, async (interaction, { from }, { channel }) => {
    const form = await goOnIn(interaction, from, channel);
    if (form.ok) return update(renderForm(learnedCopy.for(interaction), form.value));
    const isGone = form.code === 'archived';
    return errors({
      channel: learnedCopy.for(interaction).plain(isGone ? 'there.archived' : 'there.outside'),
    });
  }),
  onSubmit(ids.useModal, async (interaction, { share: id }, { how }) => {
    const t = learnedCopy.for(interaction);
    if (how.length > limitsOf.how)
      return errors({ how: t.plain('field.howLong', { length: how.length, most: limitsOf.how }) });
    const share = await loadShare(interaction.scope, id);
    if (share === null) return say(messageOf(t.mrkdwn('refused.gone')));
    if (share.author === interaction.person.userId) return say(messageOf(t.mrkdwn('refused.ownUse')));
    await sayUsed(interaction, share, interaction.person.userId, how);
    const { author, row } = share;
    const authors = author === null ? [] : [author];
    const thanks = await thanksButtons(interaction.scope, t, authors, row.channel_id);
    return thanks.length === 0 ? nothing : say(messageOf(t.mrkdwn('use.saved'), actions([...thanks])));
  }),
  wordsView,
  onSubmit(ids.backModal, async (interaction, { share }) => {
    const { userId: author } = interaction.person;
    if (!(await takeItBack(interaction, author, share)))
      return say(messageOf(learnedCopy.for(interaction).mrkdwn('refused.gone')));
    await tellWithdrawn(practices, interaction, share, author);
    return nothing;
  }),
  // They have nothing to submit; their buttons are actions.
  onSubmit(ids.listModal, async () => nothing),
  onSubmit(ids.openModal, async () => nothing),
];

export const commands: readonly Command[] = [
  {
    name: '/learned',
    ...helped(learnedCopy, (t) => {
      const about = ['help.what', 'help.reach', 'help.quarter'] as const;
      return messageOf(...about.map((key) => t.mrkdwn(key)), context(t.mrkdwn('help.shortcut')));
    }),
    words: ['quarter'],
    run: (interaction, text) =>
      quarterWords.includes(text.toLowerCase())
        ? showQuarter(interaction)
        : openHere(interaction, { ...nothingTyped, what: text }),
  },
];

export const shortcuts: readonly Shortcut[] = [
  {
    callbackId: ids.saveAsShare,
    type: 'message',
    name: learnedCopy.named('shortcut.name'),
    summary: learnedCopy.named('shortcut.summary'),
    run: async (interaction, message) => {
      if (message === null) return openHere(interaction, nothingTyped);
      if (message.author === interaction.person.userId)
        return openHere(interaction, {
          ...nothingTyped,
          what: await wordsIn(interaction, message.text, interaction.channel),
        });
      // Another person's words are theirs: only the link is stored, and they are told.
      return openHere(
        interaction,
        { ...nothingTyped, link: message.link ?? '' },
        message.link === null ? undefined : (message.author ?? undefined),
      );
    },
  },
];
