/** A person's entries as a list, with the viewer's access; on one's own journey, with all actions. */
import type { Translator } from '../copy.ts';
import type { KnownBlock } from '@slack/types';
import type { RowId, UserId } from '#core/ids.ts';
import { button, entriesMenu, type MenuEntry } from '#core/kit/action.ts';
import { actions, context, divider, section, userText } from '#core/kit/blocks.ts';
import { renderModal, input, type RenderedModal } from '#core/kit/modal.ts';
import { pageOf, pager } from '#core/kit/pages.ts';
import { mention, onDay } from '#core/sentence.ts';
import type { Mrkdwn } from '#core/text.ts';
import * as ids from '../ids.ts';
import type { EntryRow, KeepingRow } from '../rows.ts';
import type { Entry } from '../rules.ts';

/** An entry has up to 3,000 characters, and a modal should stay readable. */
const perPage = 4;

export interface TimelineView {
  readonly person: UserId;
  /** Those that the viewer may see, the newest first. */
  readonly entries: readonly Entry<EntryRow>[];
  /** `undefined`: another person's journey. */
  readonly own?: {
    readonly keeping: KeepingRow | null;
    readonly hasDraft: boolean;
    /** Channels do not wait for guests. */
    readonly mayGoFirst: boolean;
    /** What else can be done with an entry, by the id of its oldest row. */
    readonly more: ReadonlyMap<RowId, readonly MenuEntry[]>;
  };
}

/** @param wanted page, from 0 */
export function renderTimeline(t: Translator, view: TimelineView, wanted = 0): RenderedModal {
  const list = pageOf(view.entries, perPage, wanted);
  const isOwn = view.own !== undefined;
  return renderModal(ids.listModal, { person: view.person }, t.modal(isOwn ? 'mine.title' : 'theirs.title'), [
    ...(view.own === undefined ? theirHead(t, view.person) : ownHead(t, view.own)),
    ...(list.shown.length === 0 ? [section(t.mrkdwn(isOwn ? 'mine.none' : 'theirs.none'))] : []),
    ...list.shown.flatMap((entry) => [divider(), ...told(t, entry, view.own)]),
    ...pager(t, list, ids.timelinePages, (page) => ({ person: view.person, page }), {
      back: t.plain('page.newer'),
      next: t.plain('page.older'),
    }),
  ]);
}

function ownHead(
  t: Translator,
  { keeping, hasDraft, mayGoFirst }: NonNullable<TimelineView['own']>,
): KnownBlock[] {
  return [
    section(t.mrkdwn('mine.intro')),
    context(recurrenceLine(t, keeping)),
    actions([
      button(ids.write, t.plain(hasDraft ? 'mine.goOn' : 'mine.write'), {}),
      button(ids.chooseRecurrence, t.plain('mine.rhythm'), {}),
      ...(mayGoFirst ? [button(ids.goFirst, t.plain('mine.first'), {})] : []),
      button(ids.seeAnother, t.plain('mine.another'), {}),
    ]),
  ];
}

function theirHead(t: Translator, person: UserId): KnownBlock[] {
  return [section(t.mrkdwn('theirs.intro', { person: mention(person) }))];
}

/** How often the person is asked, and when next. */
export function recurrenceLine(t: Translator, keeping: KeepingRow | null): Mrkdwn {
  if (keeping === null || keeping.rhythm === 'never') return t.mrkdwn('rhythm.notAsked');
  const line = `rhythm.line.${keeping.rhythm}` as const;
  return keeping.next_at === null
    ? t.mrkdwn('rhythm.noTime')
    : t.mrkdwn(line, { next: onDay(keeping.next_at) });
}

function told(t: Translator, { rows }: Entry<EntryRow>, own: TimelineView['own']): KnownBlock[] {
  const [row] = rows;
  const [one, ...others] = own?.more.get(row.id) ?? [];
  const links = rows.map(({ channel_id }) => `<#${channel_id}>`).join(', ') as Mrkdwn;
  const when = t.mrkdwn('told.when', { day: onDay(row.told_at) });
  const about: Mrkdwn[] = row.question === 'own' ? [] : [t.mrkdwn(`question.${row.question}`)];
  return [
    context(when, links, ...about),
    userText({ written: row.text }),
    ...(own === undefined
      ? []
      : [actions([...buttonsOf(t, row), ...(one === undefined ? [] : [entriesMenu([one, ...others])])])]),
  ];
}

function buttonsOf(t: Translator, row: EntryRow) {
  const value = { entry: row.entry_id };
  const label = { text: row.text };
  return [
    button(ids.edit, t.plain('entry.edit'), value, { label: t.plain('entry.editLabel', label) }),
    button(ids.withdraw, t.plain('entry.withdraw'), value, {
      style: 'danger',
      label: t.plain('entry.withdrawLabel', label),
    }),
  ];
}

/** Choosing whose journey to see. */
export function renderAnother(t: Translator): RenderedModal {
  return renderModal(ids.anotherModal, {}, t.modal('another.title', 'another.submit', 'close'), [
    input(ids.anotherModal, 'person', t.labels('another.person', { hint: 'another.hint' })),
  ]);
}
