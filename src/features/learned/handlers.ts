/** Buttons and menus. Permission is checked on the press, from what the store shows the person. */
import type { RowId } from '#core/ids.ts';
import { limits } from '#core/kit/limits.ts';
import { messageOf } from '#core/kit/message.ts';
import { onReadingPages, pageOf } from '#core/kit/pages.ts';
import {
  type ActionListener,
  type Interaction,
  nothing,
  onAction,
  onReading,
  open,
  type Reading,
  type Reply,
  say,
  update,
} from '#core/listener.ts';
import { decidedAlready, type QuietChoice } from '#core/quiet.ts';
import type { LearnedKey } from '#locales/learned.ts';
import { learnedCopy } from './copy.ts';
import * as ids from './ids.ts';
import { decide } from './prompts/operations.ts';
import { quietLine } from './prompts/screens.ts';
import { quoteActions } from './quotes/handlers.ts';
import * as read from './read.ts';
import { ownDrafts } from './rows.ts';
import { longMessage, renderForm } from './shares/form-screens.ts';
import { aboutOf, draftAside, dropAside, emptyForm, formOfShare, openFor, useAside } from './shares/form.ts';
import { ownUse, toggleUseful } from './shares/operations.ts';
import { renderBack, inList, renderList, renderShare, renderUse } from './shares/screens.ts';

const told = (interaction: Reading, key: Extract<LearnedKey, `refused.${string}`>): Reply =>
  say(messageOf(learnedCopy.for(interaction).mrkdwn(key)));

/** Another person's share that the viewer may see. */
async function withAnothers(
  interaction: Reading,
  id: RowId,
  then: (share: read.Share) => Promise<Reply>,
): Promise<Reply> {
  const share = await read.loadShare(interaction.scope, id);
  if (share === null) return told(interaction, 'refused.gone');
  return share.author === interaction.person.userId ? told(interaction, 'refused.ownUse') : then(share);
}

/** Only the author edits and takes back. */
async function ofOwn(interaction: Reading, id: RowId, what: 'edit' | 'back'): Promise<Reply> {
  const { scope } = interaction;
  const share = await read.ownShare(scope, id);
  if (share === null)
    return told(interaction, (await read.shareRow(scope, id)) === null ? 'refused.gone' : 'refused.notYours');
  const t = learnedCopy.for(interaction);
  if (what === 'back') return open(renderBack(t, share.row));
  const form = formOfShare(interaction, share, await scope.channel(share.row.channel_id));
  const draft = await ownDrafts.of(scope, aboutOf(form.of));
  return open(renderForm(t, draft === null ? form : { ...form, typed: draft, isKept: true }));
}

/** Drops what was kept: the draft that is offered, without a touch to what is typed; else what stands in the form. */
async function discard(interaction: Interaction, of: ids.FormOf): Promise<Reply> {
  const form = await emptyForm(interaction, of);
  if (form === null) return told(interaction, 'refused.gone');
  if ((await draftAside(interaction.scope, of)) !== null) {
    await dropAside(interaction, of);
    const typed = (await ownDrafts.of(interaction.scope, aboutOf(of))) ?? form.typed;
    return update(renderForm(learnedCopy.for(interaction), { ...form, typed }));
  }
  await ownDrafts.drop(interaction.scope, aboutOf(of));
  // The inputs keep what was typed as long as they keep their names.
  return update(renderForm(learnedCopy.for(interaction), { ...form, round: interaction.newId() }));
}

/** Puts the draft that is offered into the form; what stood there is offered then. */
async function takeDraft(interaction: Interaction, of: ids.FormOf): Promise<Reply> {
  const t = learnedCopy.for(interaction);
  const form = await emptyForm(interaction, of);
  if (form === null) return told(interaction, 'refused.gone');
  const swapped = await useAside(interaction, of);
  if (swapped === null) return nothing;
  if (swapped.typed.what.length > limits.input) return say(longMessage(t, swapped.typed.what));
  return update(renderForm(t, { ...form, ...swapped, isKept: true, round: interaction.newId() }));
}

async function list(interaction: Reading, page: number, show: typeof open): Promise<Reply> {
  const { scope } = interaction;
  const rows = await read.ownShares(scope);
  const at = pageOf(rows, inList, page);
  const shown = await read.withOthers(scope, at.shown);
  return show(renderList(learnedCopy.for(interaction), { ...at, shown }));
}

async function chosen(interaction: Interaction, prompt: RowId, choice: QuietChoice): Promise<Reply> {
  const row = await read.promptRow(interaction.scope, prompt);
  if (row === null) return told(interaction, 'refused.promptGone');
  const done = await decide(interaction, row, interaction.person.userId, choice);
  if (done.ok) return nothing;
  if (done.code !== 'decided') return told(interaction, `refused.${done.code}`);
  const { channel_id: channel, decided_by: by, asked_at: asked } = row;
  const t = learnedCopy.for(interaction);
  const of = { channel, name: ids.weekly, by, asked };
  return say(await decidedAlready(t, interaction.scope, of, quietLine(t, row)));
}

export const actions: readonly ActionListener[] = [
  onAction(ids.answerPrompt, (interaction, { prompt }) => openFor(interaction, prompt)),
  onReading(ids.useShare, (interaction, { share: id }) =>
    withAnothers(interaction, id, async (share) =>
      open(renderUse(learnedCopy.for(interaction), share, (await ownUse(interaction, share))?.how ?? '')),
    ),
  ),
  onAction(ids.findUseful, (interaction, { share: id }) =>
    withAnothers(interaction, id, async (share) => {
      await toggleUseful(interaction, share);
      return nothing;
    }),
  ),
  onReading(ids.openShare, async (interaction, { share: id }) => {
    const share = await read.loadShare(interaction.scope, id);
    if (share === null) return told(interaction, 'refused.gone');
    const at = await read.placeOf(interaction.scope, share.row);
    return open(renderShare(learnedCopy.for(interaction), share, at));
  }),
  onReading(ids.manage, (interaction, { s, do: what }) => ofOwn(interaction, s, what)),
  onReading(ids.editShare, (interaction, { share }) => ofOwn(interaction, share, 'edit')),
  onReading(ids.takeBack, (interaction, { share }) => ofOwn(interaction, share, 'back')),
  onAction(ids.discardDraft, discard),
  onAction(ids.useDraft, takeDraft),
  onReading(ids.listShares, (interaction) => list(interaction, 0, open)),
  ...onReadingPages(ids.listPages, (interaction, { page }) => list(interaction, page, update)),
  onAction(ids.goRarer, (interaction, { prompt }) => chosen(interaction, prompt, 'rarer')),
  onAction(ids.pausePrompts, (interaction, { prompt }) => chosen(interaction, prompt, 'paused')),
  onAction(ids.endPrompts, (interaction, { prompt }) => chosen(interaction, prompt, 'ended')),
  ...quoteActions,
];
