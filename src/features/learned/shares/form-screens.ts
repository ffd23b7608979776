/** The form for sharing, and its refusals. */
import { messageOf } from '#core/kit/message.ts';
import type { KnownBlock } from '@slack/types';
import type { ChannelId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import type { ChannelRefusal } from '#core/kit/begin.ts';
import { actions, context, longUserText, section } from '#core/kit/blocks.ts';
import { limits } from '#core/kit/limits.ts';
import { renderModal, input, type RenderedModal } from '#core/kit/modal.ts';
import { reachBlocks } from '#core/kit/reach.ts';
import type { Message } from '#core/post.ts';
import type { Visibility, VisibilityOffer } from '#core/visibility.ts';
import { channelLink, mention } from '#core/sentence.ts';
import { type Mrkdwn, shorten } from '#core/text.ts';
import type { Translator } from '../copy.ts';
import { discardDraft, type FormOf, shareModal, useDraft, whereModal } from '../ids.ts';
import { type FieldRefusal, limitsOf, type Typed } from '../rules.ts';

export interface FormView {
  readonly of: FormOf;
  readonly offer: VisibilityOffer;
  /** Whether it goes into the thread of a prompt. */
  readonly isInThread: boolean;
  readonly typed: Typed;
  /** An edited share's visibility, or what is preselected. */
  readonly reach: Visibility;
  /** Whether `typed` is an unsaved draft. */
  readonly isKept?: boolean;
  /** A draft that is offered, while something else is typed. */
  readonly aside?: Typed | null;
  /** New to make the inputs forget their content. */
  readonly round?: string;
}

/** Redrawing keeps what was typed, since the inputs keep their names. */
export function renderForm(t: Translator, view: FormView): RenderedModal {
  const { of, typed, round } = view;
  const field = (
    name: 'useWhen' | 'link' | 'topics',
    label: 'form.useWhen' | 'form.link' | 'form.topics',
    example: 'form.useWhenExample' | 'form.linkExample' | 'form.topicsExample',
  ) =>
    input(
      shareModal,
      name,
      {
        label: t.plain(label),
        placeholder: t.plain(example),
        ...(name === 'topics' ? { hint: t.plain('form.topicsHint') } : {}),
      },
      typed[name],
      round,
    );
  const isNew = of.share === undefined;
  return renderModal(
    shareModal,
    of,
    t.modal(isNew ? 'form.title' : 'form.editTitle', isNew ? 'form.share' : 'save'),
    [
      ...visibilityBlocks(t, view),
      context(t.mrkdwn('form.keeps')),
      ...draftBlocks(t, view),
      ...linkedBlocks(t, of),
      input(
        shareModal,
        'what',
        t.labels('form.what', { placeholder: 'form.whatExample' }),
        shorten(typed.what, limits.input),
        round,
      ),
      ...(typed.what.length > limitsOf.what
        ? [context(t.mrkdwn('form.long', { length: typed.what.length, most: limitsOf.what }))]
        : []),
      field('useWhen', 'form.useWhen', 'form.useWhenExample'),
      field('link', 'form.link', 'form.linkExample'),
      field('topics', 'form.topics', 'form.topicsExample'),
      ...(isNew && of.channel !== undefined
        ? [
            context(
              t.mrkdwn(view.isInThread ? 'form.goesThread' : 'form.goesChannel', {
                channel: channelLink(of.channel),
              }),
            ),
          ]
        : []),
    ],
  );
}

/** What was typed before: in the form, or offered beside what is new. */
function draftBlocks(t: Translator, { of, isKept = false, aside = null }: FormView): KnownBlock[] {
  const discard = button(discardDraft, t.plain('form.discard'), of);
  if (aside === null) return isKept ? [context(t.mrkdwn('typedBefore')), actions([discard])] : [];
  const words = [aside.what, aside.useWhen, aside.link, aside.topics].find((text) => text !== '') ?? '';
  return [
    section(t.mrkdwn('draftAside', { begins: shorten(words.replaceAll(/\s+/g, ' '), draftShown) })),
    actions([button(useDraft, t.plain('useDraft'), of), discard]),
  ];
}

/** How much of a draft that waits is shown, in characters. */
const draftShown = 100;

/** Whose message it links to, and what happens to their words. */
function linkedBlocks(t: Translator, { linked, by }: FormOf): KnownBlock[] {
  if (by !== undefined) return [section(t.mrkdwn('form.linked', { person: mention(by) }))];
  return linked === undefined ? [] : [section(t.mrkdwn('form.linkedUnasked'))];
}

/** Asks which channel is to read it. @param typed what was typed so far */
export function renderWhere(t: Translator, from: ChannelId, typed: Typed): RenderedModal {
  return renderModal(whereModal, { from }, t.modal('form.title', 'where.next'), [
    section(t.mrkdwn('where.how')),
    ...(typed.what === '' ? [] : [longUserText(typed.what)]),
    input(whereModal, 'channel', t.labels('where.channel')),
  ]);
}

/** Its visibility, with a choice if there is one. */
function visibilityBlocks(t: Translator, { of, offer, reach }: FormView): KnownBlock[] {
  // They have left the channel: its visibility stays as it is.
  if (of.channel === undefined) return [context(t.mrkdwn(`form.stays.${reach}`))];
  const channel = channelLink(of.channel);
  const isWide = of.wide === true || reach === 'workspace';
  return reachBlocks(
    t,
    shareModal,
    { offer, isWide, chosen: reach },
    {
      label: t.plain('form.reach'),
      hint: t.plain('form.reachHint'),
      onlyHere: t.mrkdwn('form.onlyHere', { channel }),
      widerMeans: t.mrkdwn('form.widerMeans', { channel }),
    },
  );
}

/** Mistakes by field, each with a valid example. */
export function fieldErrors(
  t: Translator,
  typed: Typed,
  refusals: Readonly<Partial<Record<keyof Typed, FieldRefusal>>>,
): Record<string, string> {
  const values = {
    whatLong: { length: typed.what.trim().length, most: limitsOf.what },
    whenLong: { length: typed.useWhen.trim().length, most: limitsOf.useWhen },
    topicLong: { most: limitsOf.topic },
    manyTopics: { most: limitsOf.topics },
    empty: {},
    noWord: {},
    notALink: {},
  } satisfies Record<FieldRefusal, Record<string, number>>;
  return Object.fromEntries(
    Object.entries(refusals).map(([field, code]) => [field, t.plain(`field.${code}`, values[code])]),
  );
}

/** Why nothing can be shared here, together with what was typed, so that nobody loses it. */
export function refusedMessage(t: Translator, code: ChannelRefusal | 'gone', typed: Typed): Message {
  const { what, useWhen, link, topics } = typed;
  const all = [what, useWhen, link, topics].filter((text) => text !== '').join('\n');
  // In a direct message it was the message itself that was to be shared.
  const isOwn = code === 'gone' || code === 'direct';
  return withTyped(
    t,
    isOwn ? t.mrkdwn(`refused.${code}`) : t.mrkdwn(`begin.${code}`, { command: '/learned' }),
    all,
  );
}

/** Longer than any input. */
export function longMessage(t: Translator, typed: string): Message {
  return withTyped(t, t.mrkdwn('refused.long', { length: typed.length, most: limitsOf.what }), typed);
}

function withTyped(t: Translator, sentence: Mrkdwn, typed: string): Message {
  // Slack allows at most 4,000 characters in a message, and thus after a command.
  return typed === ''
    ? messageOf(sentence)
    : messageOf(sentence, t.mrkdwn('refused.yours'), longUserText(shorten(typed, 5_000)));
}
