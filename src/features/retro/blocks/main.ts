/** The message in the channel, the replies under it, and the reminder. */
import type { KnownBlock } from '@slack/types';
import { atMoment, channelLink, mention, mentions, onDay } from '../../../core/copy.ts';
import { button, overflow } from '../../../core/kit/action.ts';
import { actions, context, header, section } from '../../../core/kit/blocks.ts';
import type { Message } from '../../../core/post.ts';
import { escape, join, type Mrkdwn } from '../../../core/text.ts';
import { enoughToHide, type Phase } from '../domain.ts';
import { standingActions } from '../domain/actions.ts';
import type { RetroKey } from '../copy/en.ts';
import { addCards, manage, nothingToAdd, ownCards, proposeAction, seeCards } from '../ids.ts';
import type { Loaded } from '../repository.ts';
import { noonOf, actionBlock, actionLine, messageOf, type Words } from './words.ts';

/** Blocks, and the same said in text. */
interface Said {
  readonly blocks: readonly KnownBlock[];
  readonly text: readonly Mrkdwn[];
}

/** What the channel reads, in every phase. */
export function mainMessage(words: Words, loaded: Loaded): Message {
  const title = words.say.plain('main.title', { about: loaded.row.about });
  const said = inPhase(words, loaded);
  return { text: join([escape(title), ...said.text]), blocks: [header(title), ...said.blocks] };
}

function inPhase(words: Words, loaded: Loaded): Said {
  switch (loaded.row.phase) {
    case 'collect':
      return collecting(words, loaded);
    case 'actions':
      return acting(words, loaded);
    case 'closed':
      return closed(words, loaded);
    case 'cancelled':
      return cancelled(words, loaded);
  }
}

function paragraphs(texts: readonly Mrkdwn[]): Said {
  return { blocks: texts.map((text) => section(text)), text: texts };
}

/** What was written stays within its author's reach. */
function cancelled(words: Words, loaded: Loaded): Said {
  const { blocks, text } = paragraphs([
    join([whenEnded(words, loaded), words.say.mrkdwn('main.cardsStay')], ' '),
  ]);
  const own = button(ownCards, words.say.plain('cards.own'), { retro: loaded.row.id });
  return { blocks: [...blocks, actions([own])], text };
}

function collecting({ say, tz }: Words, { row, retro }: Loaded): Said {
  const what = join([
    facilitates(say, retro),
    say.mrkdwn('main.collect', { until: atMoment(retro.endsAt ?? 0) }),
  ]);
  const count = join([asked(say, retro), answered(say, 'main.answered', retro)], ' ');
  const rules = join(
    [
      ...(row.happened_until === null
        ? []
        : [say.mrkdwn('main.looksBack', { date: onDay(noonOf(row.happened_until, tz)) })]),
      say.mrkdwn(namesRule(row)),
      say.mrkdwn(row.cards_for === 'channel' ? 'main.forChannel' : 'main.forParticipants'),
    ],
    ' ',
  );
  const id = { retro: row.id };
  const buttons = actions([
    button(addCards, say.plain('main.add'), id, { style: 'primary' }),
    button(nothingToAdd, say.plain('main.nothing'), id),
    overflow(manage, [
      { text: say.plain('manage.endCollect'), value: { r: row.id, do: 'end' } },
      { text: say.plain('manage.cancel'), value: { r: row.id, do: 'cancel' } },
      { text: say.plain('manage.takeOver'), value: { r: row.id, do: 'over' } },
    ]),
  ]);
  return { blocks: [section(what), context(count), context(rules), buttons], text: [what, count, rules] };
}

function namesRule({ names, invited }: Loaded['row']): RetroKey {
  if (names === 'shown') return 'main.shown';
  // Who was chosen is known from the start, so that everybody can write accordingly.
  return invited < enoughToHide ? 'main.hiddenAmongFew' : 'main.hidden';
}

function acting(words: Words, { row, retro }: Loaded): Said {
  const { say } = words;
  const what = join([
    facilitates(say, retro),
    collectingOver(say, retro),
    say.mrkdwn('main.actions', { until: atMoment(retro.endsAt ?? 0) }),
  ]);
  const list = actionList(words, retro);
  const id = { retro: row.id };
  const buttons = actions([
    button(proposeAction, say.plain('main.propose'), id, { style: 'primary' }),
    button(seeCards, say.plain('main.see'), id),
    overflow(manage, [
      { text: say.plain('manage.endActions'), value: { r: row.id, do: 'end' } },
      { text: say.plain('manage.drop'), value: { r: row.id, do: 'drop' } },
      { text: say.plain('manage.cancel'), value: { r: row.id, do: 'cancel' } },
      { text: say.plain('manage.takeOver'), value: { r: row.id, do: 'over' } },
    ]),
  ]);
  const none = list.text.length === 0 ? [say.mrkdwn('main.noActions')] : [];
  return {
    blocks: [section(what), ...none.map((text) => context(text)), ...list.blocks, buttons],
    text: [what, ...none, ...list.text],
  };
}

function closed(words: Words, loaded: Loaded): Said {
  const { say } = words;
  const { row, retro } = loaded;
  const list = actionList(words, retro);
  const count = standingActions(retro).length;
  const how = join([
    whenEnded(words, loaded),
    answered(say, 'main.answeredEnd', retro),
    count === 0 ? say.mrkdwn('main.noneAgreed') : say.mrkdwn('main.agreed', { count }),
  ]);
  const see =
    retro.answers === 0 ? [] : [actions([button(seeCards, say.plain('main.see'), { retro: row.id })])];
  return { blocks: [section(how), ...list.blocks, ...see], text: [how, ...list.text] };
}

function facilitates(say: Words['say'], { facilitator }: Loaded['retro']): Mrkdwn {
  return facilitator === null
    ? say.mrkdwn('main.nobodyFacilitates')
    : say.mrkdwn('main.facilitates', { facilitator: mention(facilitator) });
}

/** So many are named; more would be a list that nobody reads. Whoever has left is not among them. */
const mostNamed = 10;

function asked(say: Words['say'], { participants }: Loaded['retro']): Mrkdwn {
  const count = participants.length;
  return count <= mostNamed
    ? say.mrkdwn('main.asked', { people: mentions(participants), count })
    : say.mrkdwn('main.askedMany', { count });
}

function answered(
  say: Words['say'],
  key: 'main.answered' | 'main.answeredEnd',
  retro: Loaded['retro'],
): Mrkdwn {
  return say.mrkdwn(key, { answered: retro.answers, asked: retro.invited });
}

/** The rules allow fewer; whatever is stored, the message must be one that Slack takes. */
const mostShown = 8;

/** The actions that stand: open ones and those done, not those dropped. */
function actionList(words: Words, retro: Loaded['retro']): Said {
  const standing = standingActions(retro);
  const shown = standing.slice(0, mostShown);
  const count = standing.length - shown.length;
  const more = count === 0 ? [] : [words.say.mrkdwn('main.moreActions', { count })];
  return {
    blocks: [...shown.map((action) => actionBlock(words, action)), ...more.map((text) => section(text))],
    text: [...shown.map((action) => actionLine(words, action)), ...more],
  };
}

/** When it was closed or cancelled, and by whom or what. */
function whenEnded({ say }: Words, { row, retro }: Loaded): Mrkdwn {
  const [key, byKey] =
    row.phase === 'cancelled'
      ? (['main.cancelled', 'main.cancelledBy'] as const)
      : (['main.closed', 'main.closedBy'] as const);
  const at = atMoment(retro.endedAt ?? 0);
  const { endedHow, endedBy } = retro;
  if (endedBy !== null) return say.mrkdwn(byKey, { by: mention(endedBy), at });
  const why = endedHow === null || endedHow === 'person' ? [] : [say.mrkdwn(`because.${endedHow}`)];
  return join([say.mrkdwn(key, { at }), ...why], ' ');
}

/** That collecting is over, and by whom or what. */
function collectingOver(say: Words['say'], { endedHow, endedBy }: Loaded['retro']): Mrkdwn {
  if (endedBy !== null) return say.mrkdwn('over.by', { by: mention(endedBy) });
  return say.mrkdwn(endedHow === 'everybody' || endedHow === 'time' ? `over.${endedHow}` : 'over');
}

/** A phase has begun: one reply in the thread, since an update notifies nobody. */
export function phaseMessage(words: Words, { retro }: Loaded, phase: Phase): Message | null {
  const { say } = words;
  switch (phase) {
    case 'collect':
      return null;
    case 'actions':
      return retro.endsAt === null || retro.phase !== 'actions'
        ? null
        : messageOf(
            join(
              [collectingOver(say, retro), say.mrkdwn('thread.actions', { until: atMoment(retro.endsAt) })],
              ' ',
            ),
          );
    case 'closed':
      return messageOf(say.mrkdwn(retro.answers === 0 ? 'thread.empty' : 'thread.closed'));
    case 'cancelled':
      return messageOf(say.mrkdwn('thread.cancelled'));
  }
}

/** The one reminder, to one person: what it is, who sees to it, what to do, and that it stops here. */
export function reminderMessage({ say }: Words, { row, retro }: Loaded): Message {
  const text = say.mrkdwn('reminder.text', {
    about: row.about,
    channel: channelLink(row.channel_id),
    until: atMoment(retro.endsAt ?? 0),
  });
  const buttons = actions([
    button(addCards, say.plain('main.add'), { retro: row.id }, { style: 'primary' }),
    button(nothingToAdd, say.plain('main.nothing'), { retro: row.id }),
  ]);
  const about = [facilitates(say, retro), say.mrkdwn('reminder.stop')];
  return { text: join([text, ...about]), blocks: [section(text), buttons, context(join(about, ' '))] };
}

/** To whoever facilitates, where the channel is shown nothing any more: how it goes on. */
export function asideMessage({ say }: Words, { row, retro }: Loaded): Message {
  const how = {
    collect: say.mrkdwn('aside.collect', { until: atMoment(retro.endsAt ?? 0) }),
    actions: join(
      [collectingOver(say, retro), say.mrkdwn('thread.actions', { until: atMoment(retro.endsAt ?? 0) })],
      ' ',
    ),
    closed: say.mrkdwn('aside.closed'),
    cancelled: say.mrkdwn('thread.cancelled'),
  }[retro.phase];
  const name = say.mrkdwn('aside.name', { about: row.about, channel: channelLink(row.channel_id) });
  const text = join([join([name, how], ' '), say.mrkdwn('aside.why')]);
  const id = { retro: row.id };
  const buttons =
    retro.phase === 'actions'
      ? [
          button(proposeAction, say.plain('main.propose'), id, { style: 'primary' }),
          button(seeCards, say.plain('main.see'), id),
        ]
      : retro.phase === 'closed' && retro.answers > 0
        ? [button(seeCards, say.plain('main.see'), id)]
        : [];
  return { text, blocks: [section(text), ...(buttons.length === 0 ? [] : [actions(buttons)])] };
}
