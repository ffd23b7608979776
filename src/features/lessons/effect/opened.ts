/** The page of one lesson: what has come of it, and what its reader can say of that. */
import type { ActionsBlock, KnownBlock } from '@slack/types';
import type { ChannelId } from '#core/ids.ts';
import { button, entriesMenu, entry, type MenuEntry } from '#core/kit/action.ts';
import { actions } from '#core/kit/blocks.ts';
import type { Reading } from '#core/listener.ts';
import type { Translator } from '../copy.ts';
import { showHistory } from '../history/ids.ts';
import { historyOf } from '../history/operations.ts';
import * as ids from '../ids.ts';
import type { Theirs } from '../read.ts';
import { mayChange } from '../rules.ts';
import * as own from './ids.ts';
import { removable } from './read.ts';
import { type Change, type Changing, whyNot } from './rules.ts';
import { outcomeBlocks } from './screens.ts';

/** What decides whether a person may change a lesson's effect. */
export async function changing(
  { scope }: Pick<Reading, 'scope'>,
  { lesson, own: part }: Pick<Theirs, 'lesson' | 'own'>,
): Promise<Changing> {
  const { row, state } = lesson;
  return {
    state,
    isRetired: row.retired_at !== null,
    hasStandard: row.standard_at !== null,
    isAuthor: part.count > 0,
    isMember: (await scope.channel(row.channel_id)) !== null,
  };
}

/** What has come of a lesson, and what this reader can do: at most nine blocks. */
export async function effectBlocks(
  t: Translator,
  interaction: Reading,
  theirs: Theirs,
): Promise<KnownBlock[]> {
  const { scope, channel } = interaction;
  const { lesson } = theirs;
  const { row, outcomes } = lesson;
  const facts = await changing(interaction, theirs);
  const may = (change: Change) => whyNot(change, facts) === null;
  const steps = await historyOf(scope, row);
  const id = { lesson: row.id };
  const here: ChannelId | null = channel === null || channel.kind === 'direct' ? null : channel.channelId;
  const [mine] = await removable(scope, outcomes.trials);
  const more: MenuEntry[] = [
    ...(may('confirm') && outcomes.uncheckedSince !== null
      ? [entry(own.stillTrue, t.plain('review.yes'), id)]
      : []),
    ...(may('standard') ? [entry(own.sayStandard, t.plain('effect.sayStandard'), id)] : []),
    ...(may('noStandard') ? [entry(own.dropStandard, t.plain('effect.dropStandard'), id)] : []),
    ...(may('retire') ? [entry(own.retireLesson, t.plain('review.no'), id)] : []),
    ...(may('bringBack') ? [entry(own.bringBackLesson, t.plain('effect.bringBack'), id)] : []),
    ...(mine === undefined ? [] : [entry(own.dropTrial, t.plain('effect.dropTrial'), { trial: mine.id })]),
  ].slice(0, 5);
  const [first, ...rest] = more;
  const elements: ActionsBlock['elements'] = [
    ...(may('try')
      ? [
          button(own.tryLesson, t.plain('use.used'), { ...id, ...(here === null ? {} : { channel: here }) }),
          button(ids.findUseful, t.plain('use.useful'), id),
        ]
      : []),
    ...(steps.length === 0
      ? []
      : [button(showHistory, t.plain('history.edited', { count: steps.length }), { ...id, page: 0 })]),
    ...(mayChange(lesson.state, { own: theirs.own.count, isWriter: theirs.isWriter })
      ? [
          button(ids.changeLesson, t.plain('change'), { ...id, onPage: true }),
          button(ids.takeOut, t.plain('list.out'), id),
        ]
      : []),
    ...(first === undefined ? [] : [entriesMenu([first, ...rest])]),
  ];
  return [...outcomeBlocks(t, outcomes), ...(elements.length === 0 ? [] : [actions(elements)])];
}
