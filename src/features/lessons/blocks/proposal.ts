/** What lessons could be made of, and those that were. */
import type { Words } from '../copy.ts';
import type { KnownBlock } from '@slack/types';
import { atMoment, mention } from '../../../core/sentence.ts';
import { button } from '../../../core/kit/action.ts';
import { actions, bullets, context, section } from '../../../core/kit/blocks.ts';
import { drawModal, type ModalDrawing } from '../../../core/kit/modal.ts';
import type { Gathering, LessonSeed } from '../../../core/lessons.ts';
import type { Message } from '../../../core/post.ts';
import { join, shorten } from '../../../core/text.ts';
import { mostProposed } from '../domain.ts';
import type { RowId } from '../../../core/ids.ts';
import { proposeLessons, seedsModal, writeLesson } from '../ids.ts';
import type { Lesson } from '../repository.ts';
import { standingDrawing } from './lesson.ts';

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
