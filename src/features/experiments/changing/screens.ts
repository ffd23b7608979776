/** The forms in which an experiment is begun and changed. */
import type { KnownBlock } from '@slack/types';
import type { UserId } from '#core/ids.ts';
import { context, longUserText, section } from '#core/kit/blocks.ts';
import { input, type Labels, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import type { Channel } from '#core/people.ts';
import { channelLink, nameOf } from '#core/sentence.ts';
import type { T } from '../copy.ts';
import * as ids from '../ids.ts';
import type { Operation } from '../protected/rows.ts';
import { chosenDay, type Experiment, isNewer, saidIn, saidThen, touchedBy } from '../rows.ts';
import { dateOf, type FieldName } from '../rules.ts';

const five = ['belief', 'test', 'cost', 'stop'] as const;
const more = ['metric', 'prediction'] as const;
type TextField = (typeof five)[number] | (typeof more)[number] | 'question';

const labelsOf = (t: T, field: TextField): Labels =>
  t.labels(`field.${field}`, { placeholder: `field.${field}Example` });

/** @param isWide the workspace reads it */
export function renderNew(t: T, channel: Channel, isWide: boolean, belief: string): RenderedModal {
  const { channelId } = channel;
  return renderModal(ids.newModal, { channel: channelId }, t.modal('new.title', 'new.submit'), [
    context(t.mrkdwn(isWide ? 'new.wide' : 'new.here', { channel: channelLink(channelId) })),
    ...five.map((field) => input(ids.newModal, field, labelsOf(t, field), field === 'belief' ? belief : '')),
    input(ids.newModal, 'date', t.labels('field.date')),
    context(t.mrkdwn('new.then')),
  ]);
}

/**
 * What an admin protects, to tick, and who approves; the latter also where the list is empty by now, and it touches what stood there.
 * @param typed what was entered there before; what is absent stands as it is
 */
export function touchesBlocks(
  t: T,
  modal: ids.AsksTouches,
  one: Experiment,
  all: readonly Operation[],
  round = '',
  typed: Partial<Pick<Typed, 'touches' | 'approver'>> = {},
): KnownBlock[] {
  const { touching, approver_id: approves } = one.row;
  if (all.length === 0 && touching !== 'some') return [];
  const choices = [
    { value: nothingTouched, text: t.plain('field.touchesNone') },
    ...all.map(({ id, name }) => ({ value: id, text: name })),
  ];
  const groups = [{ label: t.plain('field.touchesGroup'), choices }];
  const asked = { label: t.plain('field.touches'), hint: t.plain('field.touchesHint'), groups };
  const approver = t.labels('field.approver', { hint: 'field.approverHint' });
  const { touches = chosenIn(one, all) } = typed;
  return [
    ...(all.length === 0 ? [] : [input(modal, 'touches', asked, touches, round)]),
    input(modal, 'approver', approver, typed.approver === undefined ? approves : typed.approver, round),
  ];
}

/** The value of "None of them". */
export const nothingTouched = 'none';

/** What is chosen in that list; `undefined`: nobody has said. */
function chosenIn(one: Experiment, all: readonly Operation[]): readonly string[] | undefined {
  if (one.row.touching === 'unasked') return undefined;
  if (one.row.touching === 'none') return [nothingTouched];
  const names = touchedBy(one);
  return all.flatMap(({ id, name }) => (names.includes(name) ? [id] : []));
}

/** What a person entered, by field. */
export type Typed = Readonly<Record<TextField, string>> & {
  readonly date: string | null;
  readonly touches: readonly string[];
  readonly approver: UserId | null;
  readonly owner: UserId | null;
};

/** Somebody else saved while a person changed an earlier version: what they wrote stands, and the rest as the person entered it. */
export interface Newer {
  readonly by: UserId | null;
  readonly version: number;
  readonly typed: Typed;
}

/** @param newer it was changed while they typed */
export function renderChange(
  t: T,
  one: Experiment,
  channel: Channel,
  all: readonly Operation[],
  newer?: Newer,
): RenderedModal {
  const { row } = one;
  const of = { experiment: row.id, version: row.version };
  const round = `v${row.version}`;
  const modal = ids.changeModal;
  /** Whether what the other wrote stands there. */
  const isTheirs = (name: FieldName): boolean => newer !== undefined && isNewer(one, name, newer.version);
  const field = (name: TextField): KnownBlock[] => {
    const typed = newer?.typed[name];
    const now = saidIn(one, name);
    if (newer === undefined || typed === undefined || !isTheirs(name))
      return [input(modal, name, labelsOf(t, name), typed ?? now, round)];
    const isLost = typed !== '' && typed !== now && typed !== saidThen(one, name, newer.version);
    return [
      input(modal, name, labelsOf(t, name), now, round),
      ...(isLost ? [context(t.mrkdwn('change.yours')), longUserText(typed)] : []),
    ];
  };
  const typed = newer?.typed;
  const dateNow = dateOf(row.due_at, channel.tz);
  const date = typed?.date ?? dateNow;
  const isDateLost = newer !== undefined && date !== dateNow && date !== saidThen(one, 'date', newer.version);
  return renderModal(modal, of, t.modal('change.title', 'save'), [
    ...(newer === undefined ? [] : [section(t.mrkdwn('change.newer', { by: nameOf(newer.by) }))]),
    context(t.mrkdwn(row.state === 'running' ? 'change.running' : 'change.draft')),
    ...five.flatMap(field),
    input(modal, 'date', t.labels('field.date'), isTheirs('date') ? dateNow : date, round),
    ...(isTheirs('date') && isDateLost
      ? [context(t.mrkdwn('change.yourDay', { day: chosenDay(date) }))]
      : []),
    ...field('question'),
    ...more.flatMap(field),
    ...touchesBlocks(t, modal, one, all, round, {
      ...(typed === undefined || typed.touches.length === 0 || isTheirs('touches')
        ? {}
        : { touches: typed.touches }),
      ...(typed === undefined || isTheirs('approver') ? {} : { approver: typed.approver }),
    }),
    input(
      modal,
      'owner',
      t.labels('field.owner'),
      (isTheirs('owner') ? null : typed?.owner) ?? row.owner_id ?? undefined,
      round,
    ),
  ]);
}

/** @param names of what is mentioned */
export function renderTouches(
  t: T,
  one: Experiment,
  all: readonly Operation[],
  names: readonly string[],
): RenderedModal {
  const of = { experiment: one.row.id, version: one.row.version };
  return renderModal(ids.touchesModal, of, t.modal('touches.title', 'save'), [
    section(t.mrkdwn('touches.ask', { names: new Intl.ListFormat(t.language).format(names) })),
    ...touchesBlocks(t, ids.touchesModal, one, all),
  ]);
}
