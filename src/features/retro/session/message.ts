/** The message in the channel. */
import { button, menu as choice } from '#core/kit/action.ts';
import { actions, context, header, section } from '#core/kit/blocks.ts';
import type { Message } from '#core/post.ts';
import { atMoment, mention, mentions, onDay } from '#core/sentence.ts';
import { escape, join, type Mrkdwn } from '#core/text.ts';
import { standingActions } from '../action-items/rules.ts';
import { actionList } from '../action-items/screens.ts';
import { addCards, nothingToAdd, ownCards, seeCards } from '../collect/ids.ts';
import { holdAgain } from '../control/screens.ts';
import type { Theme } from '../group/rules.ts';
import { themeLine } from '../group/screens.ts';
import { rate, type Rating, worths } from '../rating/rules.ts';
import type { Loaded } from './load.ts';
import { middle } from './middle.ts';
import { promise } from './promises.ts';
import { keptNow } from './secrecy.ts';
import { answered, facilitates, howHere, menu, noonOf, paragraphs, type Said, type Words } from './words.ts';

/** What is known once it is over. */
export interface Afterwards {
  /** Whether it was worth the time, where that is asked or told. */
  readonly rating: Rating | null;
  /** The topics that come back. */
  readonly themes: readonly Theme[];
}

/** What the channel reads, in every phase. */
export function mainMessage(
  words: Words,
  loaded: Loaded,
  afterwards: Afterwards = { rating: null, themes: [] },
): Message {
  const title = words.t.plain('main.title', { about: loaded.row.about });
  const said = inPhase(words, loaded, afterwards);
  return { text: join([escape(title), ...said.text]), blocks: [header(title), ...said.blocks] };
}

function inPhase(words: Words, loaded: Loaded, afterwards: Afterwards): Said {
  switch (loaded.row.phase) {
    case 'collect':
      return collecting(words, loaded);
    case 'closed':
      return closed(words, loaded, afterwards);
    case 'cancelled':
      return cancelled(words, loaded);
    default:
      return middle(words, loaded, loaded.row.phase);
  }
}

/** What was written stays within its author's reach. */
function cancelled(words: Words, loaded: Loaded): Said {
  const { blocks, text } = paragraphs([
    join([whenEnded(words, loaded), promise(words, 'cards', keptNow(loaded, words.now))], ' '),
  ]);
  const own = button(ownCards, words.t.plain('cards.own'), { retro: loaded.row.id });
  return { blocks: [...blocks, actions([own, again(words, loaded)])], text };
}

function collecting(words: Words, loaded: Loaded): Said {
  const { t, tz } = words;
  const { row, retro } = loaded;
  const kept = keptNow(loaded, words.now);
  const what = join([
    facilitates(t, retro),
    ...(retro.isReopened ? [howHere(t, retro)] : []),
    join(
      [
        t.mrkdwn(retro.isReopened ? 'main.collectAgain' : 'main.collect', {
          until: atMoment(retro.endsAt ?? 0),
        }),
        promise(words, 'cards', kept),
      ],
      ' ',
    ),
  ]);
  const count = join([asked(t, retro), answered(t, 'main.answered', retro)], ' ');
  const rules = join(
    [
      ...(row.happened_until === null
        ? []
        : [t.mrkdwn('main.looksBack', { date: onDay(noonOf(row.happened_until, tz)) })]),
      promise(words, 'names', kept),
      promise(words, 'reach', kept),
    ],
    ' ',
  );
  const id = { retro: row.id };
  const buttons = actions([
    button(addCards, t.plain('main.add'), id, { style: 'primary' }),
    button(nothingToAdd, t.plain('main.nothing'), id),
    menu(t, loaded, 'manage.endCollect'),
  ]);
  return { blocks: [section(what), context(count), context(rules), buttons], text: [what, count, rules] };
}

function closed(words: Words, loaded: Loaded, { rating, themes }: Afterwards): Said {
  const { t } = words;
  const { row, retro } = loaded;
  const list = actionList(words, retro);
  const count = standingActions(retro).length;
  const how = join([
    whenEnded(words, loaded),
    answered(t, 'main.answeredEnd', retro),
    count === 0 ? t.mrkdwn('main.noneAgreed') : t.mrkdwn('main.agreed', { count }),
  ]);
  const see = retro.topics === 0 ? [] : [button(seeCards, t.plain('main.see'), { retro: row.id })];
  const recurring = themes.map((theme) => themeLine(words, theme, 'themes.summary'));
  const rated =
    rating?.kind === 'told' ? [t.mrkdwn('rating.told', { mean: rating.mean, count: rating.count })] : [];
  const told = [...recurring, ...rated];
  const ask = rating?.kind === 'open' ? [rateMenu(words, loaded)] : [];
  const buttons = actions([...ask, ...see, again(words, loaded)]);
  return {
    blocks: [section(how), ...list.blocks, ...told.map((text) => context(text)), buttons],
    text: [how, ...list.text, ...told],
  };
}

const rateMenu = ({ t }: Words, { row }: Loaded) =>
  choice(
    rate,
    t.plain('rating.ask'),
    worths.map((worth) => ({ text: t.plain(`rating.${worth}`), value: { r: row.id, w: worth } })),
  );

/** Another one with the same choices and the same people, as far as they are still here. */
const again = ({ t }: Words, { row }: Loaded) =>
  button(holdAgain, t.plain('again.button'), { retro: row.id });

/** So many are named; more would be a list that nobody reads. Whoever has left is not among them. */
const mostNamed = 10;

function asked(t: Words['t'], { participants }: Loaded['retro']): Mrkdwn {
  const count = participants.length;
  return count <= mostNamed
    ? t.mrkdwn('main.asked', { people: mentions(participants), count })
    : t.mrkdwn('main.askedMany', { count });
}

/** When it was closed or cancelled, and by whom or what. */
function whenEnded({ t }: Words, { row, retro }: Loaded): Mrkdwn {
  const [key, byKey] =
    row.phase === 'cancelled'
      ? (['main.cancelled', 'main.cancelledBy'] as const)
      : (['main.closed', 'main.closedBy'] as const);
  const at = atMoment(retro.endedAt ?? 0);
  const { endedHow, endedBy } = retro;
  if (endedBy !== null) return t.mrkdwn(byKey, { by: mention(endedBy), at });
  const why =
    endedHow === null || endedHow === 'person' || endedHow === 'reopened'
      ? []
      : [t.mrkdwn(`because.${endedHow}`)];
  return join([t.mrkdwn(key, { at }), ...why], ' ');
}
