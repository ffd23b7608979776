/** Writing an entry: the form, what will be posted, changing one that was, and taking one back. */
import { channelLink } from '../../../core/sentence.ts';
import { button } from '../../../core/kit/action.ts';
import { actions, context, divider, longUserText, section, userText } from '../../../core/kit/blocks.ts';
import { drawModal, input, type ModalDrawing } from '../../../core/kit/modal.ts';
import type { RowId, UserId } from '../../../core/ids.ts';
import type { Channel } from '../../../core/people.ts';
import type { Message } from '../../../core/post.ts';
import { escape, join, type Mrkdwn } from '../../../core/text.ts';
import { limitsOf } from '../domain.ts';
import { discard, editModal, formModal, previewModal, withdrawModal, writeOn } from '../ids.ts';
import type { Typed } from '../service/write.ts';
import type { DraftRow } from '../tables.ts';
import { entryBlocks } from './entry.ts';
import { subjectChoices, wordsOf, type Words } from './words.ts';

/**
 * The form of an entry that was not published yet.
 * @param isKept whether it holds what was typed before. @param round new when the inputs have to forget what is typed in them
 * @param notice what has to be done otherwise
 */
export function formDrawing(
  words: Words,
  entry: RowId,
  typed: Typed,
  { isKept = false, round = '', notice }: { isKept?: boolean; round?: string; notice?: Mrkdwn } = {},
): ModalDrawing {
  const { say } = words;
  return drawModal(
    formModal,
    { entry },
    { title: say.plain('form.title'), submit: say.plain('form.preview'), close: say.plain('close') },
    [
      ...(notice === undefined ? [] : [section(notice)]),
      context(say.mrkdwn('form.intro')),
      ...(isKept ? [context(say.mrkdwn('form.draft')), actions([discardButton(words, entry)])] : []),
      input(
        formModal,
        'question',
        { label: say.plain('form.question'), choices: subjectChoices(words) },
        typed.question,
        round,
      ),
      input(
        formModal,
        'text',
        { label: say.plain('form.text'), hint: say.plain('form.textHint', { most: limitsOf.text }) },
        typed.text,
        round,
      ),
      input(
        formModal,
        'channels',
        { label: say.plain('form.channels'), hint: say.plain('form.channelsHint') },
        typed.channels,
        round,
      ),
    ],
  );
}

/** What was typed is more than an entry holds: it is handed back. @param length of the entry that it would make */
export function tooMuchMessage({ say }: Words, length: number, typed: string): Message {
  const sentence = say.mrkdwn('refused.tooMuch', { length, most: limitsOf.text });
  return {
    text: join([sentence, escape(typed)]),
    blocks: [section(sentence), longUserText(typed)],
  };
}

function discardButton({ say }: Words, entry: RowId) {
  return button(discard, say.plain('form.discard'), { entry });
}

/** Exactly what will be posted, in the language of each channel, and who will read it. */
export function previewDrawing(
  { say }: Words,
  teller: UserId,
  draft: DraftRow,
  channels: readonly Channel[],
): ModalDrawing {
  const shown = { teller_id: teller, question: draft.question, text: draft.text, edited_at: null };
  const spoken = [...Map.groupBy(channels, ({ locale }) => locale).values()];
  const links = (of: readonly Channel[]) => of.map(({ channelId }) => `<#${channelId}>`).join(', ');
  return drawModal(
    previewModal,
    { entry: draft.entry_id, version: draft.version },
    { title: say.plain('preview.title'), submit: say.plain('preview.publish'), close: say.plain('close') },
    [
      context(say.mrkdwn('preview.intro')),
      ...spoken.flatMap((of, index) => {
        const [first] = of;
        if (first === undefined) return [];
        const named = spoken.length > 1 ? [context(links(of) as Mrkdwn)] : [];
        return [...(index > 0 ? [divider()] : []), ...named, ...entryBlocks(wordsOf(first), shown)];
      }),
      divider(),
      ...channels.map((channel) =>
        section(say.mrkdwn(reachKey(channel), { channel: channelLink(channel.channelId) })),
      ),
      actions([button(writeOn, say.plain('preview.change'), { entry: draft.entry_id })]),
    ],
  );
}

function reachKey(channel: Channel) {
  if (channel.isShared) return 'preview.shared';
  return channel.kind === 'public' ? 'preview.public' : 'preview.private';
}

/** The form of one that was published. */
export function editDrawing(
  words: Words,
  entry: RowId,
  typed: Pick<Typed, 'question' | 'text'>,
  { isKept = false, round = '' } = {},
): ModalDrawing {
  const { say } = words;
  return drawModal(
    editModal,
    { entry },
    { title: say.plain('edit.title'), submit: say.plain('save'), close: say.plain('close') },
    [
      context(say.mrkdwn('edit.intro')),
      ...(isKept ? [context(say.mrkdwn('form.draft')), actions([discardButton(words, entry)])] : []),
      input(
        editModal,
        'question',
        { label: say.plain('form.question'), choices: subjectChoices(words) },
        typed.question,
        round,
      ),
      input(
        editModal,
        'text',
        { label: say.plain('form.text'), hint: say.plain('form.textHint', { most: limitsOf.text }) },
        typed.text,
        round,
      ),
    ],
  );
}

/** Asks before one is taken back. */
export function withdrawDrawing({ say }: Words, entry: RowId, text: string): ModalDrawing {
  return drawModal(
    withdrawModal,
    { entry },
    { title: say.plain('withdraw.title'), submit: say.plain('withdraw.submit'), close: say.plain('cancel') },
    [section(say.mrkdwn('withdraw.text')), userText(text)],
  );
}
