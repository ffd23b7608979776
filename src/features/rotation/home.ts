/** What stands in a person's App Home: what they present, what they are asked, and where they take part. */
import type { Words } from './copy.ts';
import { rotationCopy } from './copy.ts';
import type { KnownBlock } from '@slack/types';
import { atMoment, channelLink, mention } from '../../core/sentence.ts';
import type { HomeSection } from '../../core/feature.ts';
import { button } from '../../core/kit/action.ts';
import { actions, header, section } from '../../core/kit/blocks.ts';
import type { ReadScope } from '../../core/scope.ts';
import { presenterButtons, swapButtons } from './blocks/slot.ts';
import { comeBack, leave, ritualNames, stepBack } from './ids.ts';
import { atItsTime, ownParts, slotsOf } from './repository.ts';
import type { SlotRow, TurnRow } from './tables.ts';

/** Two blocks each, with the header and the channels within the twenty of a section. */
const mostSlots = 4;
const mostChannels = 10;

export const homeSection: HomeSection = {
  order: 10,
  build: async (view, drawing) => {
    if (view.viewer.kind !== 'person') return [];
    const { userId } = view.viewer;
    const words = rotationCopy.for(drawing);
    const all = await Promise.all((await slotsOf(view, userId)).map((row) => atItsTime(view, row)));
    const own = all.filter(({ meets_at: at }) => at > drawing.now).slice(0, mostSlots);
    const turns = (await running(view)).slice(0, mostChannels);
    if (own.length === 0 && turns.length === 0) return [];
    return [
      header(words.plain('home.title')),
      ...own.flatMap((row) => slotBlocks(words, row, userId)),
      ...turns.map((turn) => turnBlock(words, turn)),
    ];
  },
};

/** The viewer's part where a rotation goes on. */
async function running(view: ReadScope): Promise<TurnRow[]> {
  const found: TurnRow[] = [];
  for (const turn of await ownParts(view)) {
    const ritual = await view.rituals.of(turn.channel_id, ritualNames.presenter);
    if (ritual?.isOn === true) found.push(turn);
  }
  return found;
}

function slotBlocks(words: Words, row: SlotRow, person: string): KnownBlock[] {
  const values = { channel: channelLink(row.channel_id), at: atMoment(row.meets_at) };
  if (row.presenter_id === person)
    return [
      section(words.mrkdwn(row.answer === 'asked' ? 'ask.question' : 'ask.accepted', values)),
      actions(presenterButtons(words, row, 'home')),
    ];
  if (row.second_id === person)
    return [
      section(words.mrkdwn('home.second', values)),
      actions([button(stepBack, words.plain('home.stepBack'), { slot: row.id })]),
    ];
  const presenter = row.presenter_id === null ? words.plain('somebody') : mention(row.presenter_id);
  return [
    section(words.mrkdwn('swap.question', { ...values, presenter })),
    actions(swapButtons(words, row, 'home')),
  ];
}

function turnBlock(words: Words, turn: TurnRow): KnownBlock {
  const channel = channelLink(turn.channel_id);
  const id = { channel: turn.channel_id };
  return turn.takes_part === 1
    ? section(words.mrkdwn('home.takesPart', { channel }), button(leave, words.plain('home.leave'), id))
    : section(words.mrkdwn('home.left', { channel }), button(comeBack, words.plain('home.comeBack'), id));
}
