import { messageOf } from '#core/kit/message.ts';
import type { KnownBlock } from '@slack/types';
import type { RowId, UserId } from '#core/ids.ts';
import { button, entriesMenu, entry, type MenuEntry } from '#core/kit/action.ts';
import { actions, context, divider, longUserText, section, userText } from '#core/kit/blocks.ts';
import { renderModal, input, type RenderedModal } from '#core/kit/modal.ts';
import type { Channel } from '#core/people.ts';
import type { Message } from '#core/post.ts';
import { channelLink, nameOf } from '#core/sentence.ts';
import { type Mrkdwn, shorten } from '#core/text.ts';
import { journeyCopy, type Translator } from '../copy.ts';
import * as ids from '../ids.ts';
import type { Draft, EntryRow, Typed } from '../rows.ts';
import { limitsOf, type Subject, subjects } from '../rules.ts';
import { replyButton } from './reply.ts';

/** The subjects a person can choose. */
export function subjectChoices(t: Translator): Readonly<Record<Subject, string>> {
  const named = subjects.map((subject) => [subject, t.plain(`question.${subject}`)] as const);
  return Object.fromEntries(named) as Record<Subject, string>;
}

interface FormState {
  readonly isKept?: boolean;
  readonly aside?: Draft | null;
  readonly round?: string;
  readonly notice?: Mrkdwn;
}

/**
 * The form of an unpublished entry.
 * @param isKept whether it holds a saved draft
 * @param aside another entry's draft, which is offered
 * @param round new to make the inputs forget their content
 * @param notice what must be corrected
 */
export function renderForm(
  t: Translator,
  entry: RowId,
  typed: Typed,
  { isKept = false, aside = null, round = '', notice }: FormState = {},
): RenderedModal {
  return renderModal(ids.formModal, { entry }, t.modal('form.title', 'form.preview', 'close'), [
    ...(notice === undefined ? [] : [section(notice)]),
    context(t.mrkdwn('form.intro')),
    ...(aside === null ? [] : asideBlocks(t, entry, aside)),
    ...(isKept && aside === null
      ? [context(t.mrkdwn('form.draft')), actions([discardButton(t, entry)])]
      : []),
    input(
      ids.formModal,
      'channels',
      t.labels('form.channels', { hint: 'form.channelsHint' }),
      typed.channels,
      round,
    ),
    ...words(t, ids.formModal, typed, round),
  ]);
}

/** What was asked, and what is said: the same in both forms. */
const words = (
  t: Translator,
  modal: typeof ids.formModal | typeof ids.editModal,
  { question: asked, text }: Pick<Typed, 'question' | 'text'>,
  round: string,
) => [
  input(modal, 'question', { label: t.plain('form.question'), choices: subjectChoices(t) }, asked, round),
  input(
    modal,
    'text',
    { label: t.plain('form.text'), hint: t.plain('form.textHint', { most: limitsOf.text }) },
    text,
    round,
  ),
];

/** How much of a draft that waits is shown, in characters. */
const draftShown = 100;

function asideBlocks(t: Translator, entry: RowId, aside: Draft): KnownBlock[] {
  const begins = shorten(aside.text.replaceAll(/\s+/g, ' '), draftShown);
  return [
    section(t.mrkdwn('draftAside', { begins })),
    actions([
      button(ids.useDraft, t.plain('useDraft'), { entry: aside.entry }),
      button(ids.discard, t.plain('form.discard'), { entry, aside: aside.entry }),
    ]),
  ];
}

/** The text exceeds an entry's limit: it is handed back. @param length the resulting entry's length */
export function tooMuchMessage(t: Translator, length: number, typed: string): Message {
  const sentence = t.mrkdwn('refused.tooMuch', { length, most: limitsOf.text });
  return messageOf(sentence, longUserText(typed));
}

function discardButton(t: Translator, entry: RowId) {
  return button(ids.discard, t.plain('form.discard'), { entry });
}

/** Exactly what will be posted, in each channel's language, and who will read it. */
export function renderPreview(
  t: Translator,
  teller: UserId,
  draft: Draft,
  channels: readonly Channel[],
): RenderedModal {
  const shown = { teller_id: teller, question: draft.question, text: draft.text, edited_at: null };
  const spoken = [...Map.groupBy(channels, ({ locale }) => locale).values()];
  const links = (of: readonly Channel[]) => of.map(({ channelId }) => `<#${channelId}>`).join(', ');
  return renderModal(
    ids.previewModal,
    { entry: draft.entry, version: draft.version },
    t.modal('preview.title', 'preview.publish', 'close'),
    [
      context(t.mrkdwn('preview.intro')),
      ...spoken.flatMap((of, index) => {
        const [first] = of;
        if (first === undefined) return [];
        const named = spoken.length > 1 ? [context(links(of) as Mrkdwn)] : [];
        return [...(index > 0 ? [divider()] : []), ...named, ...entryBlocks(journeyCopy.for(first), shown)];
      }),
      divider(),
      ...channels.map((channel) =>
        section(t.mrkdwn(reachKey(channel), { channel: channelLink(channel.channelId) })),
      ),
      actions([button(ids.writeOn, t.plain('preview.change'), { entry: draft.entry })]),
    ],
  );
}

function reachKey(channel: Channel) {
  if (channel.isShared) return 'preview.shared';
  return channel.kind === 'public' ? 'preview.public' : 'preview.private';
}

/** The form of a published entry. */
export function renderEdit(
  t: Translator,
  entry: RowId,
  typed: Pick<Typed, 'question' | 'text'>,
  { isKept = false, round = '' } = {},
): RenderedModal {
  return renderModal(ids.editModal, { entry }, t.modal('edit.title', 'save', 'close'), [
    context(t.mrkdwn('edit.intro')),
    ...(isKept ? [context(t.mrkdwn('form.draft')), actions([discardButton(t, entry)])] : []),
    ...words(t, ids.editModal, typed, round),
  ]);
}

/** Confirms a withdrawal. */
export function renderWithdraw(t: Translator, entry: RowId, text: string): RenderedModal {
  return renderModal(ids.withdrawModal, { entry }, t.modal('withdraw.title', 'withdraw.submit'), [
    section(t.mrkdwn('withdraw.text')),
    userText({ written: text }),
  ]);
}

export type Shown = Pick<EntryRow, 'teller_id' | 'question' | 'text' | 'edited_at'>;

/** The message in a channel, until the entry is withdrawn. @param more what others offer in its menu */
export function entryMessage(t: Translator, row: EntryRow, more: readonly MenuEntry[] = []): Message {
  const buttons = actions([
    button(ids.seeJourney, t.plain('entry.journey'), { person: row.teller_id }),
    ...replyButton(t, row),
    entriesMenu([
      entry(ids.manage, t.plain('entry.edit'), { e: row.entry_id, do: 'edit' }),
      entry(ids.manage, t.plain('entry.withdraw'), { e: row.entry_id, do: 'back' }),
      ...more,
    ]),
  ]);
  return messageOf(...entryBlocks(t, row), buttons);
}

/** The entry without its buttons. */
export function entryBlocks(t: Translator, row: Shown): KnownBlock[] {
  const asked = question(t, row);
  return [
    section(from(t, row)),
    ...(asked === null ? [] : [section(asked)]),
    userText({ written: row.text }),
    context(foot(t, row)),
  ];
}

const from = (t: Translator, row: Shown) => t.mrkdwn('entry.from', { person: nameOf(row.teller_id) });

function question(t: Translator, { question: asked }: Shown): Mrkdwn | null {
  return asked === 'own' ? null : (`*${t.mrkdwn(`question.${asked}`)}*` as Mrkdwn);
}

const foot = (t: Translator, row: Shown) =>
  t.mrkdwn(row.edited_at === null ? 'entry.answer' : 'entry.answerEdited');
