/** The form in which a person writes a lesson by hand, and what they see once it is saved. */
import type { KnownBlock } from '@slack/types';
import type { RowId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import type { ChannelRefusal } from '#core/kit/begin.ts';
import { actions, context, longUserText, section } from '#core/kit/blocks.ts';
import { linkedInHome, linkedMessage, type LinkedState } from '#core/kit/linked-ask.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { type Reach, reachBlocks } from '#core/kit/reach.ts';
import { channelLink, mention, nameOf } from '#core/sentence.ts';
import { writtenPlain } from '#core/markup/written.ts';
import type { SimilarLesson } from '#core/lesson-search.ts';
import type { Message } from '#core/post.ts';
import type { Translator } from '../copy.ts';
import { alikeBlocks, toldBlocks } from '../joining/screens.ts';
import { isOfOne, type Lesson, type Listed } from '../read.ts';
import { limitsOf, type Typed } from '../rules.ts';
import { listedBlocks } from '../screens.ts';
import { wordInputs } from '../writing/screens.ts';
import { addModal, type AddOf, discardAdded, linkedIds, savedModal, whereModal } from './ids.ts';

export interface AddView {
  readonly of: AddOf;
  readonly typed: Typed;
  readonly reach: Reach;
  /** Lessons that look the same. */
  readonly alike?: readonly SimilarLesson[];
  /** Whether `typed` is an unsaved draft. */
  readonly isKept?: boolean;
  /** New to make the inputs forget their content. */
  readonly round?: string;
}

/** Redrawing keeps what was typed, since the inputs keep their names. */
export function renderAdd(
  t: Translator,
  { of, typed, reach, alike = [], isKept = false, round }: AddView,
): RenderedModal {
  const words = (without: readonly (keyof Typed)[]) =>
    wordInputs(t, addModal, typed, round, { without, happenedHint: t.plain('add.happenedHint') });
  return renderModal(addModal, of, t.modal('form.title', 'save'), [
    ...reachOf(t, of, reach),
    context(t.mrkdwn('form.keeps')),
    ...(isKept
      ? [context(t.mrkdwn('typedBefore')), actions([button(discardAdded, t.plain('form.discard'), of)])]
      : []),
    ...linkedBlocks(t, of),
    ...words(['context', 'topics']),
    // Beside what they are alike in, where the person is when they are found.
    ...alikeBlocks(t, of, alike),
    ...words(['title', 'context', 'happened', 'useWhen']),
  ]);
}

/** Whose message it leads to, and what becomes of the words in it. */
function linkedBlocks(t: Translator, { link, own, by, row }: AddOf): KnownBlock[] {
  if (own !== undefined) {
    const values = { length: own, most: limitsOf.happened };
    return own > limitsOf.happened ? [context(t.mrkdwn('add.ownLong', values))] : [];
  }
  if (row !== undefined)
    return by === undefined ? [] : [section(t.mrkdwn('add.ofAnother', { person: mention(by) }))];
  if (link === undefined) return [];
  return [
    section(
      by === undefined ? t.mrkdwn('add.linkedUnasked') : t.mrkdwn('add.linked', { person: mention(by) }),
    ),
  ];
}

function reachOf(t: Translator, { channel }: AddOf, reach: Reach): KnownBlock[] {
  const values = { channel: channelLink(channel) };
  return reachBlocks(t, addModal, reach, {
    label: t.plain('form.reach'),
    onlyHere: t.mrkdwn('form.onlyHere', values),
    widerMeans: t.mrkdwn('form.widerMeans', values),
  });
}

/** @param typed what was typed so far */
export function renderWhere(t: Translator, draft: RowId, typed: Typed): RenderedModal {
  const words = [typed.title, typed.happened].filter((text) => text !== '').join('\n');
  return renderModal(whereModal, { draft }, t.modal('form.title', 'add.next'), [
    section(t.mrkdwn('add.where')),
    ...(words === '' ? [] : [longUserText(words)]),
    input(whereModal, 'channel', t.labels('add.channel')),
  ]);
}

/** Why nothing can be saved from here. */
export const channelMessage = (t: Translator, code: ChannelRefusal): Message =>
  messageOf(
    code === 'direct'
      ? t.mrkdwn('refused.directMessage')
      : t.mrkdwn(`begin.${code}`, { command: t.plain('add.command') }),
  );

/** The lesson that a message is already. */
export function renderThere(t: Translator, there: Listed): RenderedModal {
  return renderModal(savedModal, { lesson: there.lesson.row.id }, t.modal('open.title'), [
    section(t.mrkdwn(isOfOne(there.lesson.row) ? 'add.thereOf' : 'add.there')),
    ...listedBlocks(t, there),
  ]);
}

/** The lesson as it is now, with what its writer can do about it. @param under the lesson under which its story is shown */
export function renderSaved(t: Translator, saved: Listed, under: Lesson | null): RenderedModal {
  const { id } = saved.lesson.row;
  return renderModal(savedModal, { lesson: id }, t.modal('add.saved'), [
    section(t.mrkdwn(saved.lesson.state === 'kept' ? 'add.savedWhere' : 'add.savedAsked')),
    ...toldBlocks(t, { under, stories: [] }),
    ...listedBlocks(t, saved),
  ]);
}

/** How many open questions App Home shows; answering one brings up the next. */
export const askedInHome = 1;

const whose = ({ row }: Lesson) => ({ person: nameOf(row.writer_id), channel: channelLink(row.channel_id) });

/** The question to the author of the message that a lesson leads to, or what became of it. */
export const sourceMessage = (t: Translator, lesson: Lesson, state: LinkedState): Message =>
  linkedMessage(t, linkedIds, { lesson: lesson.row.id }, state, {
    says: t.mrkdwn(`source.${state}`, whose(lesson)),
    quote: lesson.linked.quote,
    what: t.mrkdwn('source.lesson', { title: writtenPlain(lesson.row.title) }),
  });

/** Open questions in App Home: at most three blocks. */
export const askedForWords = (t: Translator, asked: readonly Lesson[]): KnownBlock[] =>
  linkedInHome(
    t,
    linkedIds,
    asked.map((lesson) => ({
      value: { lesson: lesson.row.id },
      row: lesson.row.id,
      line: t.mrkdwn('home.askedWords', whose(lesson)),
    })),
  );
