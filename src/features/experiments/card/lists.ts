/** What is read of experiments in a form: the versions of one, and those of a channel. */
import type { KnownBlock } from '@slack/types';
import type { ChannelId, UserId } from '#core/ids.ts';
import { context, header, type Piece, section, userText } from '#core/kit/blocks.ts';
import { renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { pageOf, pager } from '#core/kit/pages.ts';
import { atMoment, nameOf, onDay } from '#core/sentence.ts';
import type { Mrkdwn } from '#core/text.ts';
import type { T } from '../copy.ts';
import * as ids from '../ids.ts';
import { chosenDay, dueDay, type Experiment, type WordsRow } from '../rows.ts';
import * as rules from '../rules.ts';
import { labelled, listedBlocks } from './screens.ts';

/** What changed in which version, in one line each. */
function changed(t: T, one: WordsRow): Piece[] {
  const label = t.plain(`short.${one.field}`);
  if (one.field === 'owner' || one.field === 'approver')
    return [
      { bold: `${label}: ` },
      one.person_id === null ? t.plain('versions.empty') : { name: one.person_id },
    ];
  if (one.field === 'date')
    return [{ bold: `${label}: ` }, t.plain('versions.day', { day: chosenDay(one.words) })];
  if (one.field === 'halfRule' || one.field === 'dueRule')
    return [{ bold: `${label}: ` }, t.plain(`data.stopRuleAtDate.${one.words === 'met' ? 'met' : 'notMet'}`)];
  const written = one.field === 'touches' ? one.words.replaceAll('\n', ', ') : one.words;
  return labelled(label, written === '' ? t.plain('versions.empty') : written);
}

/** How many versions stand on a page. */
const versionsPage = 5;

/** @param by who wrote each, as far as the viewer may know */
export function renderVersions(
  t: T,
  { row, all }: Experiment,
  by: (one: WordsRow) => UserId | null,
  page: number,
): RenderedModal {
  const inOrder = all.toSorted(
    (one, other) => rules.fields.indexOf(one.field) - rules.fields.indexOf(other.field),
  );
  const versions = [...Map.groupBy(inOrder, ({ version }) => version)].toSorted(
    ([one], [other]) => other - one,
  );
  const shown = pageOf(versions, versionsPage, page);
  const blocks = shown.shown.flatMap(([version, those]): KnownBlock[] => {
    const [first] = those;
    if (first === undefined) return [];
    const isAfter = row.started_at !== null && first.written_at > row.started_at;
    const title =
      version === 1
        ? t.plain('versions.first')
        : t.plain(isAfter ? 'versions.after' : 'versions.before', { version });
    return [
      header(title),
      context(t.mrkdwn('versions.by', { by: nameOf(by(first)), at: atMoment(first.written_at) })),
      ...those.map((one) => userText(...changed(t, one))),
    ];
  });
  return renderModal(ids.versionsModal, {}, t.modal('versions.title'), [
    ...blocks,
    ...pager(t, shown, ids.versionPages, (to) => ({ experiment: row.id, page: to })),
  ]);
}

/** What stands beside it in a list. */
function stateLine(t: T, one: Experiment): Mrkdwn {
  const { state, due_at: due, over_at: over, decision } = one.row;
  switch (state) {
    case 'draft':
      return t.mrkdwn('list.draft');
    case 'running':
      return t.mrkdwn('list.running', { day: dueDay(one) });
    case 'decided':
      return t.mrkdwn('list.decided', { day: onDay(over ?? due), decision: decision ?? '' });
    case 'ended':
      return t.mrkdwn('list.ended', { day: onDay(over ?? due) });
  }
}

const listPage = 10;

/** In how many characters each stands in a list. */
const listExcerpt = 200;

export function renderList(
  t: T,
  channel: ChannelId,
  all: readonly Experiment[],
  page: number,
): RenderedModal {
  const shown = pageOf(all, listPage, page);
  return renderModal(ids.listModal, {}, t.modal('list.title'), [
    ...(all.length === 0 ? [section(t.mrkdwn('list.none'))] : []),
    ...shown.shown.flatMap((one) => listedBlocks(t, one, stateLine(t, one), listExcerpt)),
    ...pager(t, shown, ids.listPages, (to) => ({ channel, page: to })),
  ]);
}
