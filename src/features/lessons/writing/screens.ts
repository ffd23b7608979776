/** The form in which a lesson is written or edited. */
import { messageOf } from '#core/kit/message.ts';
import type { KnownBlock } from '@slack/types';
import type { Instant } from '#core/clock.ts';
import type { ChannelId, RowId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, bullets, context, longUserText, section } from '#core/kit/blocks.ts';
import { input, type Labels, type Modal, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { reachBlocks } from '#core/kit/reach.ts';
import type { Origin, LessonCandidate } from '#core/lessons.ts';
import type { Message } from '#core/post.ts';
import type { Visibility, VisibilityOffer } from '#core/visibility.ts';
import type { Names } from '#core/scope.ts';
import { atMoment, channelLink, mention } from '#core/sentence.ts';
import type { Plain } from '#core/text.ts';
import type { LessonsKey } from '#locales/lessons.ts';
import type { Translator } from '../copy.ts';
import * as ids from '../ids.ts';
import type { Lesson } from '../read.ts';
import { isLongerThanForm, limitsOf, mostProposed, type Refusals, type Typed } from '../rules.ts';
import { renderStanding } from '../screens.ts';

/** Whom a new lesson can reach, and who is asked. */
export interface NewReach {
  readonly channel: ChannelId;
  readonly offer: VisibilityOffer;
  readonly usual: Visibility;
  readonly isWide: boolean;
  readonly names: Names;
  readonly isSeenByChannel: boolean;
  readonly until: Instant;
}

export interface FormView {
  readonly of: ids.FormOf;
  readonly typed: Typed;
  /** `null`: its visibility was chosen when it was written, and stays. */
  readonly reach: NewReach | null;
  /** Whether an existing one is made of a retrospective's cards. */
  readonly isOfCards?: boolean;
  /** Whether `typed` is an unsaved draft. */
  readonly isKept?: boolean;
  /** New to make the inputs forget their content. */
  readonly round?: string;
}

/** Redrawing keeps what was typed, since the inputs keep their names. */
export function renderForm(t: Translator, view: FormView): RenderedModal {
  const { of, typed, reach: visibility, isKept = false, round } = view;
  const isLong = isLongerThanForm(typed.happened);
  return renderModal(ids.lessonModal, of, t.modal('form.title', 'save'), [
    ...(visibility === null
      ? [context(t.mrkdwn(view.isOfCards === false ? 'form.changedOwn' : 'form.changed'))]
      : visibilityBlocks(t, visibility)),
    context(t.mrkdwn('form.keeps')),
    ...(isKept
      ? [context(t.mrkdwn('typedBefore')), actions([button(ids.discardDraft, t.plain('form.discard'), of)])]
      : []),
    ...(isLong ? [context(t.mrkdwn('form.long', { length: typed.happened.length }))] : []),
    ...wordInputs(t, ids.lessonModal, typed, round, {
      happenedHint: t.plain(view.isOfCards === false ? 'add.happenedHint' : 'form.happenedHint'),
      ...(isLong ? { without: ['happened'] } : {}),
    }),
  ]);
}

/** Its visibility, with a choice if there is one, and who is asked first. */
function visibilityBlocks(t: Translator, visibility: NewReach): KnownBlock[] {
  const channel = channelLink(visibility.channel);
  const asks = visibility.isSeenByChannel
    ? [t.mrkdwn('form.asksNobody')]
    : [t.mrkdwn(`form.asks.${visibility.names}`, { until: atMoment(visibility.until) })];
  const alsoWide =
    visibility.isSeenByChannel && visibility.offer !== 'conversation'
      ? [t.mrkdwn(`form.asks.${visibility.names}`, { until: atMoment(visibility.until) })]
      : [];
  const { offer, isWide, usual: chosen } = visibility;
  const choice = reachBlocks(
    t,
    ids.lessonModal,
    { offer, isWide, chosen },
    {
      label: t.plain('form.reach'),
      hint: t.plain('form.reachHint'),
      onlyHere: t.mrkdwn('form.onlyHere', { channel }),
      widerMeans: t.mrkdwn('form.widerMeans', { channel }),
    },
  );
  return [...choice, ...[...asks, ...alsoWide].map((text) => context(text))];
}

/** The words of a lesson, in whichever form: those in `without` are left out. */
export const wordInputs = (
  t: Translator,
  modal: Modal<unknown, typeof ids.wordFields>,
  typed: Typed,
  round: string | undefined,
  {
    without = [],
    happenedHint,
  }: { readonly without?: readonly (keyof Typed)[]; readonly happenedHint: Plain },
): KnownBlock[] => {
  const fields = {
    title: t.labels('form.name', { placeholder: 'form.nameExample' }),
    context: t.labels('form.context', { placeholder: 'form.contextExample' }),
    happened: { label: t.plain('form.happened'), hint: happenedHint },
    useWhen: t.labels('form.useWhen', { placeholder: 'form.useWhenExample' }),
    topics: t.labels('form.topics', { hint: 'form.topicsHint', placeholder: 'form.topicsExample' }),
  } satisfies Record<keyof Typed, Labels>;
  return (['title', 'context', 'happened', 'useWhen', 'topics'] as const)
    .filter((name) => !without.includes(name))
    .map((name) => input(modal, name, fields[name], typed[name], round));
};

/** Mistakes by field, with an example or the limit. */
export function fieldErrors(t: Translator, typed: Typed, refusals: Refusals): Record<string, string> {
  return Object.fromEntries(
    Object.entries(refusals).map(([name, code]): [string, string] => {
      const field = name as keyof Typed;
      switch (code) {
        case 'empty':
          return [field, t.plain(emptyKeys[field])];
        case 'long': {
          const most = field === 'topics' ? limitsOf.topic : limitsOf[field];
          return [field, t.plain('field.long', { length: typed[field].trim().length, most })];
        }
        case 'topicLong':
          return [field, t.plain('field.topicLong', { most: limitsOf.topic })];
        case 'manyTopics':
          return [field, t.plain('field.manyTopics', { most: limitsOf.topics })];
      }
    }),
  );
}

/** The three required fields. */
const emptyKeys: Readonly<Record<keyof Typed, LessonsKey>> = {
  title: 'field.empty.title',
  happened: 'field.empty.happened',
  useWhen: 'field.empty.useWhen',
  context: 'field.empty.happened',
  topics: 'field.empty.title',
};

/** Why it cannot be saved, together with what was typed, so that nobody loses it. */
export function refusedMessage(
  t: Translator,
  key: Extract<LessonsKey, `refused.${string}`>,
  typed: Typed,
): Message {
  const sentence = t.mrkdwn(key);
  const all = Object.values(typed)
    .filter((text) => text !== '')
    .join('\n');
  return messageOf(sentence, t.mrkdwn('refused.yours'), longUserText(all));
}

/** How many of a topic's cards are shown, each with its beginning; the writer has read them all. */
const cardsShown = 5;

const cardLength = 300;

/**
 * In the thread of an ended session.
 * @param gathering `null`: lessons can no longer be made from it
 * @param written those that its channel may see
 * @returns `null` if there is neither something to make one from nor one to see
 */
export function proposalMessage(
  t: Translator,
  origin: Origin | null,
  written: readonly Lesson[],
): Message | null {
  const isOpen = origin !== null && origin.candidates.length > 0;
  if (!isOpen && written.length === 0) return null;
  const intro = isOpen
    ? origin.writer === null
      ? t.mrkdwn('proposal.nobody')
      : t.mrkdwn('proposal.intro', {
          writer: mention(origin.writer),
          count: Math.min(origin.candidates.length, mostProposed),
          until: atMoment(origin.until),
        })
    : t.mrkdwn('proposal.written');
  const label = t.plain(written.length === 0 ? 'proposal.write' : 'proposal.more');
  return messageOf(
    intro,
    ...written.flatMap((lesson) => renderStanding(t, lesson)),
    ...(isOpen && origin.writer !== null
      ? [actions([button(ids.proposeLessons, label, { of: origin.id })])]
      : []),
  );
}

/** What a person can make lessons from. @param used the ids already used */
export function renderCandidates(t: Translator, origin: Origin, used: ReadonlySet<RowId>): RenderedModal {
  return renderModal(ids.candidatesModal, { of: origin.id }, t.modal('seeds.title'), [
    section(t.mrkdwn('seeds.intro', { called: origin.called })),
    ...origin.candidates.flatMap((candidate, at) =>
      candidateBlocks(t, origin, candidate, at, used.has(candidate.id)),
    ),
  ]);
}

function candidateBlocks(
  t: Translator,
  { id: of }: Origin,
  candidate: LessonCandidate,
  at: number,
  isUsed: boolean,
): KnownBlock[] {
  const shown = candidate.texts.slice(0, cardsShown);
  const more = candidate.texts.length - shown.length;
  const number = t.mrkdwn('seeds.number', { number: at + 1 });
  return [
    isUsed
      ? section(number)
      : section(number, button(ids.writeLesson, t.plain('seeds.write'), { of, seed: candidate.id })),
    bullets(shown.map((text) => [{ written: text, most: cardLength }])),
    ...(more > 0 ? [context(t.mrkdwn('seeds.more', { count: more }))] : []),
    ...(isUsed ? [context(t.mrkdwn('seeds.done'))] : []),
  ];
}

/** In the writer's App Home. @param left how many have no lesson yet */
export function homeProposal(t: Translator, { id: of, called, until }: Origin, left: number): KnownBlock {
  const text = t.mrkdwn('home.proposal', { called, count: left, until: atMoment(until) });
  return section(text, button(ids.proposeLessons, t.plain('proposal.write'), { of }));
}
