/** The page of the pulse: what concerns the reader, what came of earlier ones, and the tree, which an admin changes. */
import type { KnownBlock } from '@slack/types';
import { button } from '#core/kit/action.ts';
import { actions, context, divider, section } from '#core/kit/blocks.ts';
import { limits } from '#core/kit/limits.ts';
import { renderModal, type RenderedModal } from '#core/kit/modal.ts';
import type { Reading } from '#core/listener.ts';
import { isAdmin } from '#core/people.ts';
import { atMoment, channelLink } from '#core/sentence.ts';
import type { Mrkdwn } from '#core/text.ts';
import { askedBlocks } from './answers/screens.ts';
import { copy, type T } from './copy.ts';
import * as ids from './ids.ts';
import { leadBlocks } from './leaders/handlers.ts';
import { resultBlocks } from './results/part.ts';
import { loadWindow, placesOf, setupOf, treeOf } from './rows.ts';
import { treeBlocks } from './tree/screens.ts';
import { mayOpenNow, openNow, ownPlace } from './window/operations.ts';
import { openBlocks, whyNot } from './window/screens.ts';

/** So many places wait for one leader on the page. */
const mostLed = 5;

/** @param page of the tree, from 0 @param note what was just done */
export async function renderPage(it: Reading, page = 0, note?: Mrkdwn): Promise<RenderedModal> {
  const { scope, person, now, locale } = it;
  const t = copy.for(it);
  const setup = await setupOf(scope);
  const tree = await treeOf(scope);
  const mayChange = isAdmin(person);
  const window = await openNow(scope);
  const place = window === null ? null : await ownPlace(scope, window.id);
  const results = await resultBlocks(scope, { now, locale, tz: person.tz });
  const blocks: readonly KnownBlock[] = [
    ...(note === undefined ? [] : [section(note)]),
    ...(window === null
      ? []
      : place === null
        ? mayChange
          ? []
          : [section(t.mrkdwn('page.notAsked', { until: atMoment(window.closes_at) }))]
        : askedBlocks(t, window, place)),
    ...(await leadBlocks(scope, t, mostLed)),
    ...results,
    ...(results.length === 0 ? [] : [divider()]),
    ...(mayChange ? await adminBlocks(it, t, tree.length) : []),
    ...(setup === null && !mayChange ? [section(t.mrkdwn('page.notSetUp'))] : []),
    ...(tree.length === 0 ? [] : [section(t.mrkdwn('page.tree')), ...treeBlocks(t, tree, mayChange, page)]),
    context(t.mrkdwn('help.stored')),
  ];
  return renderModal(ids.pageModal, {}, t.modal('practice.title'), blocks.slice(0, limits.viewBlocks));
}

async function adminBlocks({ scope, now }: Reading, t: T, places: number): Promise<readonly KnownBlock[]> {
  const setup = await setupOf(scope);
  if (setup === null)
    return [
      section(t.mrkdwn('page.begin')),
      actions([button(ids.chooseChannel, t.plain('channel.choose'), null)]),
    ];
  const may = await mayOpenNow(scope, now);
  const last = may.kind === 'open' ? await scope.ballots.last() : null;
  const window = last === null ? null : await loadWindow(scope, last.id);
  const asked =
    window === null ? 0 : (await placesOf(scope, window.id)).reduce((sum, one) => sum + one.asked, 0);
  return [
    section(t.mrkdwn('page.where', { channel: channelLink(setup.channel_id) })),
    ...(window === null
      ? may.kind === 'yes'
        ? []
        : [section(t.mrkdwn('said', { words: whyNot(t, may) }))]
      : openBlocks(t, window, asked)),
    actions([
      ...(may.kind === 'yes' && places > 0 ? [button(ids.preview, t.plain('open.button'), null)] : []),
      button(ids.addPlace, t.plain('place.add'), null),
      button(ids.pasteTree, t.plain('paste.button'), null),
      button(ids.chooseChannel, t.plain('channel.change'), null),
    ]),
  ];
}
