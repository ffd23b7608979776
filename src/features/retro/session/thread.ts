/** What is said beside the message in the channel: the replies under it, the reminder, and the word aside. */
import { button } from '#core/kit/action.ts';
import { actions, context, section } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import type { Message } from '#core/post.ts';
import { atMoment, channelLink } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import type { RetroKey } from '#locales/retro.ts';
import { proposeAction } from '../action-items/ids.ts';
import { addCards, nothingToAdd, seeCards } from '../collect/ids.ts';
import { groupCards } from '../group/ids.ts';
import type { TimedPhase } from '../start/formats.ts';
import { vote } from '../vote/screens.ts';
import { ready } from './ids.ts';
import type { Loaded } from './load.ts';
import { promise } from './promises.ts';
import type { Phase } from './retro.ts';
import { keptNow } from './secrecy.ts';
import { facilitates, howHere, type Words } from './words.ts';

/** What is to be done now, and until when. */
const began: Readonly<Record<TimedPhase, RetroKey>> = {
  collect: 'thread.collect',
  group: 'thread.group',
  vote: 'thread.vote',
  choose: 'thread.choose',
  discuss: 'thread.discuss',
  actions: 'thread.actions',
};

/** Where it can be read what was written, or what is written now can not, that is said too. */
const promising: readonly TimedPhase[] = ['collect', 'group', 'actions'];

function begun(words: Words, loaded: Loaded, phase: TimedPhase): Mrkdwn {
  const { t } = words;
  const { retro } = loaded;
  const until = atMoment(retro.endsAt ?? 0);
  if (phase === 'collect' && !retro.isReopened) return t.mrkdwn('aside.collect', { until });
  return join(
    [
      howHere(t, retro),
      t.mrkdwn(began[phase], { until, count: retro.topics }),
      ...(promising.includes(phase) ? [promise(words, 'cards', keptNow(loaded, words.now))] : []),
    ],
    ' ',
  );
}

/** A phase has begun: one reply in the thread, since an update notifies nobody. @returns `null` when it is over again */
export function phaseMessage(words: Words, loaded: Loaded, phase: Phase): Message | null {
  const { t } = words;
  if (phase === 'closed')
    return messageOf(t.mrkdwn(loaded.retro.topics === 0 ? 'thread.empty' : 'thread.closed'));
  if (phase === 'cancelled') return messageOf(t.mrkdwn('thread.cancelled'));
  return loaded.retro.phase === phase ? messageOf(begun(words, loaded, phase)) : null;
}

/** The one reminder, to one person: what it is, who sees to it, what to do, and that it stops here. */
export function reminderMessage({ t }: Words, { row, retro }: Loaded): Message {
  const { phase } = retro;
  const key = phase === 'vote' ? 'reminder.vote' : phase === 'choose' ? 'reminder.choose' : 'reminder.text';
  const text = t.mrkdwn(key, {
    about: row.about,
    channel: channelLink(row.channel_id),
    until: atMoment(retro.endsAt ?? 0),
  });
  const id = { retro: row.id };
  const first = { style: 'primary' } as const;
  const buttons = actions(
    phase === 'vote'
      ? [button(vote, t.plain('main.voteButton'), id, first)]
      : phase === 'choose'
        ? [
            button(proposeAction, t.plain('main.propose'), id, first),
            button(ready, t.plain('main.readyButton'), { ...id, phase }),
          ]
        : [
            button(addCards, t.plain('main.add'), id, first),
            button(nothingToAdd, t.plain('main.nothing'), id),
          ],
  );
  const about = [facilitates(t, retro), t.mrkdwn('reminder.stop')];
  return { text: join([text, ...about]), blocks: [section(text), buttons, context(join(about, ' '))] };
}

/** To whoever facilitates, where the channel is shown nothing any more: how it goes on. */
export function facilitatorNotice(words: Words, loaded: Loaded): Message {
  const { t } = words;
  const { row, retro } = loaded;
  const name = t.mrkdwn('aside.name', { about: row.about, channel: channelLink(row.channel_id) });
  const how = howItGoesOn(words, loaded);
  const text = join([join([name, how], ' '), t.mrkdwn('aside.why')]);
  const id = { retro: row.id };
  const buttons = {
    propose: button(proposeAction, t.plain('main.propose'), id, { style: 'primary' }),
    see: button(seeCards, t.plain('main.see'), id),
    group: button(groupCards, t.plain('main.groupButton'), id, { style: 'primary' }),
    vote: button(vote, t.plain('main.voteButton'), id, { style: 'primary' }),
  };
  const shown = {
    collect: [],
    group: [buttons.group, buttons.see],
    vote: [buttons.vote, buttons.see],
    choose: [buttons.propose, buttons.see],
    discuss: [buttons.see],
    actions: [buttons.propose, buttons.see],
    closed: retro.topics > 0 ? [buttons.see] : [],
    cancelled: [],
  }[retro.phase];
  return { text, blocks: [section(text), ...(shown.length === 0 ? [] : [actions(shown)])] };
}

function howItGoesOn(words: Words, loaded: Loaded): Mrkdwn {
  const { t } = words;
  const { phase } = loaded.retro;
  if (phase === 'closed') return t.mrkdwn('aside.closed');
  return phase === 'cancelled' ? t.mrkdwn('thread.cancelled') : begun(words, loaded, phase);
}
