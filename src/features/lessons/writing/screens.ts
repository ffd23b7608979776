/** The form in which a lesson is written down or changed. */
import type { KnownBlock } from '@slack/types';
import type { Instant } from '#core/clock.ts';
import type { ChannelId, RowId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, bullets, context, longUserText, section } from '#core/kit/blocks.ts';
import { drawModal, input, type ModalDrawing } from '#core/kit/modal.ts';
import type { Gathering, LessonSeed } from '#core/lessons.ts';
import type { Message } from '#core/post.ts';
import { type ReachOffer, usualReach } from '#core/reach.ts';
import type { Names } from '#core/scope.ts';
import { atMoment, channelLink, mention } from '#core/sentence.ts';
import { escape, join, shorten } from '#core/text.ts';
import type { LessonsKey } from '#locales/lessons.ts';
import type { Words } from '../copy.ts';
import { discardDraft, type FormOf, lessonModal, proposeLessons, seedsModal, writeLesson } from '../ids.ts';
import type { Lesson } from '../read.ts';
import { limitsOf, mostProposed, type Refusals, type Typed } from '../rules.ts';
import { standingDrawing } from '../screens.ts';

/** Whom a new lesson can reach, and who is asked. */
export interface NewReach {
  readonly channel: ChannelId;
  readonly offer: ReachOffer;
  readonly isWide: boolean;
  readonly names: Names;
  readonly isSeenByChannel: boolean;
  readonly until: Instant;
}

export interface FormView {
  readonly of: FormOf;
  readonly typed: Typed;
  /** `null`: whom it is for was chosen when it was written down, and stays. */
  readonly reach: NewReach | null;
  /** Whether `typed` was typed before, and not saved. */
  readonly isKept?: boolean;
  /** New when the inputs have to forget what is typed in them. */
  readonly round?: string;
}

/** What was typed stays when it is drawn anew, since the inputs keep their names. */
export function formDrawing(words: Words, view: FormView): ModalDrawing {
  const { of, typed, reach, isKept = false, round } = view;
  return drawModal(
    lessonModal,
    of,
    { title: words.plain('form.title'), submit: words.plain('save'), close: words.plain('cancel') },
    [
      context(words.mrkdwn('form.keeps')),
      ...(isKept
        ? [
            context(words.mrkdwn('typedBefore')),
            actions([button(discardDraft, words.plain('form.discard'), of)]),
          ]
        : []),
      input(
        lessonModal,
        'title',
        { label: words.plain('form.name'), placeholder: words.plain('form.nameExample') },
        typed.title,
        round,
      ),
      input(
        lessonModal,
        'context',
        { label: words.plain('form.context'), placeholder: words.plain('form.contextExample') },
        typed.context,
        round,
      ),
      input(
        lessonModal,
        'happened',
        { label: words.plain('form.happened'), hint: words.plain('form.happenedHint') },
        typed.happened,
        round,
      ),
      input(
        lessonModal,
        'useWhen',
        { label: words.plain('form.useWhen'), placeholder: words.plain('form.useWhenExample') },
        typed.useWhen,
        round,
      ),
      input(
        lessonModal,
        'topics',
        {
          label: words.plain('form.topics'),
          hint: words.plain('form.topicsHint'),
          placeholder: words.plain('form.topicsExample'),
        },
        typed.topics,
        round,
      ),
      ...(reach === null ? [context(words.mrkdwn('form.changed'))] : reachBlocks(words, reach)),
    ],
  );
}

/** Whom it will reach, with the choice where there is one, and who is asked before it does. */
function reachBlocks(words: Words, reach: NewReach): KnownBlock[] {
  const channel = channelLink(reach.channel);
  const asks = reach.isSeenByChannel
    ? [words.mrkdwn('form.asksNobody')]
    : [words.mrkdwn(`form.asks.${reach.names}`, { until: atMoment(reach.until) })];
  const alsoWide =
    reach.isSeenByChannel && reach.offer !== 'conversation'
      ? [words.mrkdwn(`form.asks.${reach.names}`, { until: atMoment(reach.until) })]
      : [];
  return [...choiceBlocks(words, reach, channel), ...[...asks, ...alsoWide].map((text) => context(text))];
}

function choiceBlocks(words: Words, reach: NewReach, channel: ReturnType<typeof channelLink>): KnownBlock[] {
  const isOpen = reach.offer === 'both' || (reach.offer === 'ifAsked' && reach.isWide);
  if (!isOpen) {
    if (reach.offer === 'conversation') return [context(words.mrkdwn('form.onlyHere', { channel }))];
    const choices = { here: words.plain('ask.here'), more: words.plain('ask.more') };
    return [input(lessonModal, 'ask', { label: words.plain('form.reach'), choices }, 'here')];
  }
  const choices = {
    conversation: words.plain('reach.conversation'),
    workspace: words.plain('reach.workspace'),
  };
  return [
    input(
      lessonModal,
      'reach',
      { label: words.plain('form.reach'), hint: words.plain('form.reachHint'), choices },
      usualReach(reach.offer),
    ),
    ...(reach.offer === 'ifAsked' ? [context(words.mrkdwn('form.widerMeans', { channel }))] : []),
  ];
}

/** By field, what is wrong with it, with an example or the limit. */
export function fieldErrors(words: Words, typed: Typed, refusals: Refusals): Record<string, string> {
  return Object.fromEntries(
    Object.entries(refusals).map(([name, code]): [string, string] => {
      const field = name as keyof Typed;
      switch (code) {
        case 'empty':
          return [field, words.plain(emptyKeys[field])];
        case 'long': {
          const most = field === 'topics' ? limitsOf.topic : limitsOf[field];
          return [field, words.plain('field.long', { length: typed[field].trim().length, most })];
        }
        case 'topicLong':
          return [field, words.plain('field.topicLong', { most: limitsOf.topic })];
        case 'manyTopics':
          return [field, words.plain('field.manyTopics', { most: limitsOf.topics })];
      }
    }),
  );
}

/** Only these three have to be filled in. */
const emptyKeys: Readonly<Record<keyof Typed, LessonsKey>> = {
  title: 'field.empty.title',
  happened: 'field.empty.happened',
  useWhen: 'field.empty.useWhen',
  context: 'field.empty.happened',
  topics: 'field.empty.title',
};

/** Why it cannot be kept, and what was typed: nobody loses it. */
export function refusedMessage(
  words: Words,
  key: Extract<LessonsKey, `refused.${string}`>,
  typed: Typed,
): Message {
  const sentence = words.mrkdwn(key);
  const all = Object.values(typed)
    .filter((text) => text !== '')
    .join('\n');
  const yours = words.mrkdwn('refused.yours');
  return {
    text: join([sentence, yours, escape(all)]),
    blocks: [section(sentence), section(yours), longUserText(all)],
  };
}

/** So many cards of a topic are shown, each with its beginning; whoever writes has read them all. */
const cardsShown = 5;

const cardLength = 300;

/**
 * In the thread of what has ended.
 * @param gathering `null`: lessons cannot be made of it any more
 * @param written those that its channel may see
 */
export function proposalMessage(
  words: Words,
  gathering: Gathering | null,
  written: readonly Lesson[],
): Message {
  const isOpen = gathering !== null && gathering.seeds.length > 0;
  const intro = isOpen
    ? gathering.writer === null
      ? words.mrkdwn('proposal.nobody')
      : words.mrkdwn('proposal.intro', {
          writer: mention(gathering.writer),
          count: Math.min(gathering.seeds.length, mostProposed),
          until: atMoment(gathering.until),
        })
    : words.mrkdwn(written.length === 0 ? 'proposal.none' : 'proposal.written');
  const drawn = written.map((lesson) => standingDrawing(words, lesson));
  const label = words.plain(written.length === 0 ? 'proposal.write' : 'proposal.more');
  return {
    text: join([intro, ...drawn.map(({ text }) => text)]),
    blocks: [
      section(intro),
      ...drawn.flatMap(({ blocks }) => blocks),
      ...(isOpen && gathering.writer !== null
        ? [actions([button(proposeLessons, label, { of: gathering.id })])]
        : []),
    ],
  };
}

/** What a person can make lessons of. @param used by their ids: those of which one was made */
export function seedsDrawing(words: Words, gathering: Gathering, used: ReadonlySet<RowId>): ModalDrawing {
  return drawModal(
    seedsModal,
    { of: gathering.id },
    { title: words.plain('seeds.title'), close: words.plain('close') },
    [
      section(words.mrkdwn('seeds.intro', { called: gathering.called })),
      ...gathering.seeds.flatMap((seed, at) => seedBlocks(words, gathering, seed, at, used.has(seed.id))),
    ],
  );
}

function seedBlocks(
  words: Words,
  { id: of }: Gathering,
  seed: LessonSeed,
  at: number,
  isUsed: boolean,
): KnownBlock[] {
  const shown = seed.texts.slice(0, cardsShown);
  const more = seed.texts.length - shown.length;
  const number = words.mrkdwn('seeds.number', { number: at + 1 });
  return [
    isUsed
      ? section(number)
      : section(number, button(writeLesson, words.plain('seeds.write'), { of, seed: seed.id })),
    bullets(shown.map((text) => [shorten(text, cardLength)])),
    ...(more > 0 ? [context(words.mrkdwn('seeds.more', { count: more }))] : []),
    ...(isUsed ? [context(words.mrkdwn('seeds.done'))] : []),
  ];
}

/** In App Home of whoever writes them down. @param left of how many none was made yet */
export function homeProposal(words: Words, { id: of, called, until }: Gathering, left: number): KnownBlock {
  const text = words.mrkdwn('home.proposal', { called, count: left, until: atMoment(until) });
  return section(text, button(proposeLessons, words.plain('proposal.write'), { of }));
}
