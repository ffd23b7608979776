/** The form of an offer, and what there is: to take on, and of one's own. */
import type { KnownBlock } from '@slack/types';
import type { ChannelId, RowId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, header, section } from '#core/kit/blocks.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import { pageOf, pager } from '#core/kit/pages.ts';
import { nameOf, onDay } from '#core/sentence.ts';
import { shorten } from '#core/text.ts';
import type { Visibility } from '#core/visibility.ts';
import type { T } from '../copy.ts';
import * as ids from '../ids.ts';
import type { Choice } from '../rows.ts';
import { type Card, type Level, levels, weeksOf } from '../rules.ts';
import type { Offered, Standing } from './operations.ts';

/** What the form begins with. */
export interface FormView {
  readonly of: { readonly channel?: ChannelId; readonly project?: RowId; readonly offer?: RowId };
  readonly card: Card | null;
  readonly channel: ChannelId | undefined;
  readonly reach: Visibility;
}

export function renderOffer(t: T, { of, card, channel, reach }: FormView): RenderedModal {
  const { offerModal: modal } = ids;
  const challenges = Object.fromEntries(levels.map((one) => [one, t.plain(`challenge.${one}`)]));
  const challenge: Level | undefined = card === null ? undefined : levels[card.challenge - 1];
  return renderModal(modal, of, t.modal(card === null ? 'offer.title' : 'offer.changeTitle', 'save'), [
    input(modal, 'channel', t.labels('offer.channel', { hint: 'offer.channelHint' }), channel),
    input(
      modal,
      'reach',
      {
        label: t.plain('offer.reach'),
        hint: t.plain('offer.reachHint'),
        choices: { conversation: t.plain('reach.conversation'), workspace: t.plain('reach.workspace') },
      },
      reach,
    ),
    input(modal, 'what', t.labels('offer.what', { placeholder: 'offer.whatExample' }), card?.what),
    input(modal, 'skill', t.labels('offer.skill', { placeholder: 'offer.skillExample' }), card?.skill),
    input(
      modal,
      'challenge',
      { label: t.plain('offer.challenge'), hint: t.plain('offer.challengeHint'), choices: challenges },
      challenge,
    ),
    input(
      modal,
      'weeks',
      { label: t.plain('offer.weeks'), hint: t.plain('offer.weeksHint', weeksOf) },
      card?.weeks ?? weeksOf.usual,
    ),
    input(
      modal,
      'support',
      t.labels('offer.support', { hint: 'offer.supportHint', placeholder: 'offer.supportExample' }),
      card?.support,
    ),
    context(t.mrkdwn('offer.means')),
  ]);
}

/** In a list one reads what it is, and opens it to read on. */
const shown = 200;

/** Something to take on. One block. */
export function offeredLine(t: T, { row, by }: Offered): KnownBlock {
  const { id: offer, skill, what, weeks, challenge } = row;
  return section(
    t.mrkdwn('list.line', { skill, what: shorten(what, shown), weeks, challenge, by: nameOf(by.userId) }),
    button(ids.look, t.plain('list.look'), { offer }, { label: t.plain('list.lookAt', { skill }) }),
  );
}

/** What one offers. At most two blocks. */
export function ownLine(t: T, { row, is }: Standing): KnownBlock[] {
  const { id: offer, skill } = row;
  const line = section(t.mrkdwn(`own.${is}`, { skill, until: onDay(row.until) }));
  if (is === 'running') return [line];
  const first =
    is === 'open'
      ? button(ids.openOffer, t.plain('change'), { offer })
      : button(ids.offerAgain, t.plain('own.again'), { offer });
  const drop = button(
    ids.dropOffer,
    t.plain('own.drop'),
    { offer },
    { confirm: t.confirm('own.dropTitle', 'own.dropMeans', 'own.drop') },
  );
  return [line, actions([first, drop], `stretch.${offer}`)];
}

/** Begins an offer. */
export const offerButton = (t: T, channel?: ChannelId) =>
  button(ids.openOffer, t.plain('offer.button'), channel === undefined ? {} : { channel });

export interface ListView {
  /** How one's own assignments stand, two blocks each. */
  readonly standing: readonly KnownBlock[];
  readonly own: readonly Standing[];
  readonly offered: readonly Offered[];
  readonly channel: ChannelId | undefined;
  /** What they chose, each of which they can take back. */
  readonly chosen: readonly Choice[];
}

/** On one page of the list. */
const perPage = 10;
/** Of one's own. */
const ownShown = 10;

export function renderList(
  t: T,
  { standing, own, offered, channel, chosen }: ListView,
  wanted: number,
): RenderedModal {
  const page = pageOf(offered, perPage, wanted);
  return renderModal(ids.listModal, {}, t.modal('list.title'), [
    section(t.mrkdwn(offered.length === 0 ? 'list.none' : 'list.some')),
    ...page.shown.map((one) => offeredLine(t, one)),
    ...pager(t, page, ids.listPages, (to) => ({ page: to })),
    ...(page.page > 0 || standing.length === 0 ? [] : [header(t.plain('list.standing')), ...standing]),
    ...(page.page > 0 || own.length === 0
      ? []
      : [header(t.plain('list.own')), ...own.slice(0, ownShown).flatMap((one) => ownLine(t, one))]),
    actions([offerButton(t, channel)]),
    ...chosen.map((choice) =>
      section(
        t.mrkdwn(`chosen.${choice}`),
        button(ids.takeBack, t.plain(`chosen.${choice}Back`), { choice }),
      ),
    ),
    context(t.mrkdwn('help.unseen')),
  ]);
}
