/** The question whether an indicator makes people do silly things, what was decided, and the limits of the gates. */
import type { Button, KnownBlock } from '@slack/types';
import type { Instant } from '#core/clock.ts';
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, section, userText } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { input, renderModal, type RenderedModal } from '#core/kit/modal.ts';
import type { Message } from '#core/post.ts';
import { nameOf } from '#core/sentence.ts';
import { formatWithYear } from '#core/time/format.ts';
import { measuresIn, type T } from '../copy.ts';
import { type GateId, gates, limitOf, type Limits } from '../maturity/rules.ts';
import type { By, DecisionRow, RemarkRow } from '../rows.ts';
import { type IndicatorId, indicatorIds, toldKey } from '../measures/indicator.ts';
import * as ids from './ids.ts';

export const renderRemark = (t: T, channel: ChannelId, isWide: boolean): RenderedModal =>
  renderModal(ids.remarkModal, { channel }, t.modal('silly.title', 'save'), [
    section(t.mrkdwn('silly.why')),
    input(ids.remarkModal, 'indicator', {
      label: t.plain('silly.which'),
      choices: Object.fromEntries(indicatorIds.map((id) => [id, indicatorLine(t, id)])),
    }),
    input(ids.remarkModal, 'words', t.labels('silly.words', { placeholder: 'silly.example' })),
    context(t.mrkdwn(isWide ? 'said.toAll' : 'said.toChannel')),
  ]);

/** Its id and name, as it is called wherever it stands. */
export const indicatorLine = (t: T, id: IndicatorId): string =>
  t.plain('indicator.line', { id, name: measuresIn(t).plain(toldKey(id, 'name')) });

const takeBack = (t: T, { id }: RemarkRow): Button =>
  button(ids.takeBackAction, t.plain('takeBack'), { remark: id });

export const remarkSaved = (t: T, row: RemarkRow, indicator: IndicatorId): Message =>
  messageOf(t.mrkdwn('silly.saved', { indicator: indicatorLine(t, indicator) }), actions([takeBack(t, row)]));

export function renderDecide(
  t: T,
  of: { readonly channel: ChannelId; readonly decision?: RowId | undefined },
  before: DecisionRow | null,
  isWide: boolean,
): RenderedModal {
  const choices = { channel: t.plain('decide.channel'), workspace: t.plain('decide.workspace') };
  return renderModal(ids.decideModal, of, t.modal('decide.title', 'save'), [
    input(
      ids.decideModal,
      'words',
      t.labels('decide.words', { placeholder: 'decide.example' }),
      before?.words ?? '',
    ),
    ...(isWide && before === null
      ? [input(ids.decideModal, 'of', { label: t.plain('decide.of'), choices }, 'channel')]
      : []),
    context(t.mrkdwn(isWide ? 'said.toAll' : 'said.toChannel')),
  ]);
}

export const renderGates = (t: T, channel: ChannelId, limits: Limits): RenderedModal =>
  renderModal(ids.gatesModal, { channel }, t.modal('gates.title', 'save'), [
    section(t.mrkdwn('gates.ours')),
    ...gates.map((gate) =>
      input(
        ids.gatesModal,
        gate.id,
        {
          label: gateName(t, gate.id),
          hint: t.plain('gates.hint', { level: gate.level, usual: gate.usual }),
        },
        String(limitOf(limits, gate)),
      ),
    ),
  ]);

export const gateName = (t: T, gate: GateId): string => t.plain(`gate.${gate}`);

/** In sight under an indicator: fewer where a screen takes no more. */
export const mostRemarks = [3, 1, 0] as const;

/** Where something was said may be years ago. */
export const dayIn = (t: T, { tz }: { readonly tz: string }, at: Instant): string =>
  formatWithYear({ token: 'day', at }, t.language, tz);

/** What somebody said, and beneath it what they can do with it, where they can. @param row as the buttons' block calls it */
const withOwn = (said: KnownBlock, isOwn: boolean, buttons: Button[], row: string): KnownBlock[] =>
  isOwn ? [said, actions(buttons, `indicators.${row}`)] : [said];

/** What was said of one indicator. @param viewer who can take back here what they said, which comes first; `null`: nobody @param most in sight */
export function remarkBlocks(
  t: T,
  where: { readonly tz: string },
  all: readonly By<RemarkRow>[],
  viewer: UserId | null,
  most: number,
): KnownBlock[] {
  const isOwn = ({ by }: By<RemarkRow>) => viewer !== null && by === viewer;
  const shown = [...all.filter(isOwn), ...all.filter((one) => !isOwn(one))].slice(0, most);
  return [
    ...shown.flatMap((one) => {
      const of = { by: nameOf(one.by), on: dayIn(t, where, one.said_at) };
      const said =
        one.words === ''
          ? context(t.mrkdwn('silly.bare', of))
          : userText(...t.pieces('silly.line', { ...of, words: { written: one.words, as: 'line' } }));
      return withOwn(said, isOwn(one), [takeBack(t, one)], `remark.${one.id}`);
    }),
    ...(all.length > shown.length
      ? [context(t.mrkdwn('silly.more', { count: all.length - shown.length }))]
      : []),
  ];
}

const mostDecisions = 5;

/** @param viewer whose own can be changed here; `null`: nobody’s */
export function decisionBlocks(
  t: T,
  where: { readonly tz: string },
  all: readonly By<DecisionRow>[],
  viewer: UserId | null,
): KnownBlock[] {
  return all.slice(0, mostDecisions).flatMap(({ id, channel_id: channel, words, decided_at: at, by }) => {
    const of = { by: nameOf(by), on: dayIn(t, where, at), words: { written: words, as: 'line' } } as const;
    const buttons = [
      button(ids.decideAction, t.plain('change'), { channel, decision: id }),
      button(ids.decisionBack, t.plain('takeBack'), { decision: id }),
    ];
    const isOwn = viewer !== null && by === viewer;
    return withOwn(userText(...t.pieces('decide.line', of)), isOwn, buttons, `decision.${id}`);
  });
}
