/** The question to the author of a linked message whether their words may stand beside what somebody saved (`linked-words.ts`), and their answers. */
import type { Button, KnownBlock } from '@slack/types';
import type { ChannelId, RowId } from '../ids.ts';
import {
  type ActionListener,
  errors,
  type Interaction,
  nothing,
  onAction,
  onReading,
  onSubmit,
  open,
  type Reading,
  type Reply,
  say,
  type ViewListener,
} from '../listener.ts';
import type { Message } from '../post.ts';
import type { ReadScope } from '../scope.ts';
import { nameOf, type TranslatorOf } from '../sentence.ts';
import { sharedCopy } from '../shared-copy.ts';
import type { Mrkdwn } from '../text.ts';
import type { Work } from '../work.ts';
import type { SharedSentences } from '../../../locales/shared.ts';
import { type Action, button } from './action.ts';
import { actions, context, header, longUserText, type Piece, section, userText } from './blocks.ts';
import { messageOf } from './message.ts';
import { type Field, input, type Modal, renderModal, type RenderedModal } from './modal.ts';
import { type Linked, type LinkedWords, mostWords, writerOf } from './linked-words.ts';

type T = TranslatorOf<SharedSentences>;

/** The ids of a practice, whose value names the row. */
export interface LinkedIds<Value> {
  readonly give: Action<Value>;
  readonly decline: Action<Value>;
  readonly drop: Action<Value>;
  readonly words: Modal<Value, { readonly words: Field<string> }>;
}

/** A row that links to a message, as its reader sees it. */
export interface LinkedRow extends Linked {
  readonly id: RowId;
  readonly channel: ChannelId;
}

export const linkedStates = ['asked', 'given', 'declined', 'dropped'] as const;
export type LinkedState = (typeof linkedStates)[number];

/** Whose message it leads to, what they gave of it, and the link: a line each. @param link as far as its reader may know it; `''`: none */
export function linkedLines(t: T, linked: Linked, link: string): Piece[][] {
  const writer = writerOf(linked);
  const by = { person: nameOf(writer) };
  const at: Piece[][] =
    link === '' ? [] : [[{ link, ...(linked.source === null ? {} : { text: t.plain('linked.open') }) }]];
  if (writer === null) return at;
  if (linked.quote === '') return [[...t.pieces('linked.to', by), ...at.flatMap((link) => [' · ', ...link])]];
  return [[...t.pieces('linked.wrote', by), { written: linked.quote, as: 'quote' }], ...at];
}

/** What became of the question, for its reader. */
export function linkedState({ viewer }: ReadScope, linked: Linked): LinkedState {
  if (viewer.kind !== 'person' || writerOf(linked) !== viewer.userId) return 'dropped';
  if (linked.quote !== '') return 'given';
  return linked.source?.declined_at == null ? 'asked' : 'declined';
}

/** The question, or what became of it. @param says that, in the practice's own words @param what it stands beside */
export function linkedMessage<Value>(
  t: T,
  ids: LinkedIds<Value>,
  value: Value,
  state: LinkedState,
  { says, quote, what }: { readonly says: Mrkdwn; readonly quote: string; readonly what: Mrkdwn },
): Message {
  const buttons = buttonsFor(t, ids, value, state);
  return messageOf(
    says,
    ...(state !== 'given' || quote === '' ? [] : [longUserText(quote)]),
    ...(state === 'dropped' ? [] : [context(what)]),
    ...(buttons.length === 0 ? [] : [actions(buttons)]),
  );
}

function buttonsFor<Value>(t: T, ids: LinkedIds<Value>, value: Value, state: LinkedState): Button[] {
  const drop = button(ids.drop, t.plain('linked.drop'), value);
  switch (state) {
    case 'asked':
      return [
        button(ids.give, t.plain('linked.give'), value, { style: 'primary' }),
        button(ids.decline, t.plain('linked.decline'), value),
        drop,
      ];
    case 'given':
      return [button(ids.decline, t.plain('linked.takeBack'), value), drop];
    case 'declined':
      return [drop];
    case 'dropped':
      return [];
  }
}

/** Open questions in App Home: a heading, and two blocks each. */
export function linkedInHome<Value>(
  t: T,
  ids: LinkedIds<Value>,
  asked: readonly { readonly value: Value; readonly row: RowId; readonly line: Mrkdwn }[],
): KnownBlock[] {
  if (asked.length === 0) return [];
  return [
    header(t.plain('linked.home')),
    ...asked.flatMap(({ value, row, line }) => [
      section(line),
      actions(
        [
          button(ids.give, t.plain('linked.give'), value),
          button(ids.decline, t.plain('linked.decline'), value),
        ],
        `${ids.give.actionId}.${row}`,
      ),
    ]),
  ];
}

/** The form for giving words. @param how what becomes of them */
export function renderGive<Value>(
  t: T,
  ids: LinkedIds<Value>,
  value: Value,
  linked: Linked,
  how: Mrkdwn,
): RenderedModal {
  return renderModal(ids.words, value, t.modal('linked.words', 'linked.keep'), [
    section(how),
    userText({ link: linked.source?.link ?? '', text: t.plain('linked.open') }),
    input(ids.words, 'words', { label: t.plain('linked.words') }, linked.quote),
  ]);
}

/** What a practice says and does about its rows. */
interface Practice<Value, Row extends LinkedRow> {
  readonly ids: LinkedIds<Value>;
  readonly words: LinkedWords;
  readonly load: (reading: Pick<Reading, 'scope' | 'now'>, value: Value) => Promise<Row | null>;
  /** Draws what shows it again. */
  readonly redraw: (work: Work, row: Row) => Promise<void>;
  readonly how: (reading: Reading, channel: ChannelId) => Mrkdwn;
}

/** What the author of a linked message presses and submits. */
export function linkedHandlers<Value, Row extends LinkedRow>(
  practice: Practice<Value, Row>,
): {
  readonly actions: readonly ActionListener[];
  readonly view: ViewListener;
} {
  const { ids, words, load, redraw } = practice;
  const theirs = async (
    reading: Reading,
    value: Value,
    then: (row: Row, t: T) => Promise<Reply>,
  ): Promise<Reply> => {
    const t = sharedCopy.for(reading);
    const row = await load(reading, value);
    if (row === null || row.source === null || row.source.link === '')
      return say(messageOf(t.mrkdwn('linked.gone')));
    return writerOf(row) === reading.person.userId
      ? then(row, t)
      : say(messageOf(t.mrkdwn('linked.notTheirs')));
  };
  const declines = (andLink: boolean) => (interaction: Interaction, value: Value) =>
    theirs(interaction, value, async (row) => {
      await words.decline(interaction, row.id, andLink);
      await redraw(interaction, row);
      return nothing;
    });
  return {
    actions: [
      onReading(ids.give, (reading, value) =>
        theirs(reading, value, async (row, t) =>
          (await reading.scope.channel(row.channel)) === null
            ? say(messageOf(t.mrkdwn('linked.notThere')))
            : open(renderGive(t, ids, value, row, practice.how(reading, row.channel))),
        ),
      ),
      onAction(ids.decline, declines(false)),
      onAction(ids.drop, declines(true)),
    ],
    view: onSubmit(ids.words, async (interaction, value, { words: given }) => {
      const { scope, person } = interaction;
      const t = sharedCopy.for(interaction);
      if (given === '') return errors({ words: t.plain('linked.empty') });
      if (given.length > mostWords)
        return errors({ words: t.plain('linked.long', { length: given.length, most: mostWords }) });
      const row = await load(interaction, value);
      if (row === null || writerOf(row) !== person.userId) return errors({ words: t.plain('linked.gone') });
      if ((await scope.channel(row.channel)) === null) return errors({ words: t.plain('linked.notThere') });
      await words.give(interaction, row.id, { channel: row.channel, by: person.userId, words: given });
      await redraw(interaction, row);
      return nothing;
    }),
  };
}
