/** Saying that an indicator makes people do silly things, writing what was decided, and an admin’s limits of the gates. */
import type { FeaturePart } from '#core/feature.ts';
import { type ChannelId, rowId, type RowId, type UserId } from '#core/ids.ts';
import { mayPostIn } from '#core/kit/begin.ts';
import {
  errors,
  type Interaction,
  onAction,
  onReading,
  onSubmit,
  open,
  type Reading,
  type Reply,
  say,
} from '#core/listener.ts';
import { type Channel, isAdmin } from '#core/people.ts';
import { findRow } from '#core/rows.ts';
import type { Scope, Written } from '#core/scope.ts';
import { audienceFrom, visibilityOffer } from '#core/visibility.ts';
import { copy, tell } from '../copy.ts';
import { gates, limitOf, mostOf } from '../maturity/rules.ts';
import { indicatorIds } from '../measures/indicator.ts';
import { lastQuarter } from '../quarters/operations.ts';
import { postOf } from '../ids.ts';
import { decisions, gateRows, remarks } from '../rows.ts';
import * as ids from './ids.ts';
import { limitsIn } from './rows.ts';
import * as screens from './screens.ts';

/** What a person may do in a channel about its numbers. */
export interface Standing {
  readonly channel: Channel;
  readonly userId: UserId;
  /** Whether what they say there reaches the workspace, as the numbers of the channel do. */
  readonly isWide: boolean;
  /** Only full members decide. */
  readonly canDecide: boolean;
  /** The workspace reads an admin’s limits, so they are set from a channel that it reads. */
  readonly canSetLimits: boolean;
}

/** @returns `null`: nothing can be said there */
export async function standingIn({ scope, person }: Reading, id: ChannelId): Promise<Standing | null> {
  const may = mayPostIn(await scope.channel(id));
  if (!may.ok) return null;
  const isWide = visibilityOffer(person, may.value) === 'both';
  return {
    channel: may.value,
    userId: person.userId,
    isWide,
    canDecide: person.memberType === 'member',
    canSetLimits: isWide && isAdmin(person),
  };
}

/** How what a person says there is written. */
const writtenBy = async (scope: Scope, { channel, userId, isWide }: Standing): Promise<Written> => {
  const audience = await scope.audience(audienceFrom(channel.channelId, isWide));
  return { audience, by: [userId], names: 'shown' };
};

async function remark(
  it: Interaction,
  id: ChannelId,
  { indicator, words }: { readonly indicator: string | null; readonly words: string },
): Promise<Reply> {
  const t = copy.for(it);
  const here = await standingIn(it, id);
  if (here === null) return errors({ indicator: t.plain('told.where') });
  const about = indicatorIds.find((one) => one === indicator);
  if (about === undefined) return errors({ indicator: t.plain('told.which') });
  const row = {
    id: rowId(it.newId()),
    channel_id: id,
    indicator: about,
    words,
    is_open: here.isWide ? (1 as const) : (0 as const),
    said_at: it.now,
  };
  await it.scope.insert(remarks, row, await writtenBy(it.scope, here));
  await it.scope.refresh(postOf(id, lastQuarter(here.channel, it.now)));
  return say(screens.remarkSaved(t, row, about));
}

async function decide(
  it: Interaction,
  of: { readonly channel: ChannelId; readonly decision?: RowId | undefined },
  { words, of: whose }: { readonly words: string; readonly of: 'channel' | 'workspace' | null },
): Promise<Reply> {
  const t = copy.for(it);
  const here = await standingIn(it, of.channel);
  if (here?.canDecide !== true) return errors({ words: t.plain('told.decideWhere') });
  if (of.decision !== undefined) {
    const change = { words, decided_at: it.now };
    const isDone = await it.scope.update(decisions, of.decision, change, { mine: true });
    return isDone ? tell(it, 'told.decided') : errors({ words: t.plain('told.gone') });
  }
  const row = {
    id: rowId(it.newId()),
    channel_id: of.channel,
    of_whole: here.isWide && whose === 'workspace' ? (1 as const) : (0 as const),
    words,
    decided_at: it.now,
  };
  await it.scope.insert(decisions, row, await writtenBy(it.scope, here));
  return tell(it, 'told.decided');
}

async function setLimits(
  it: Interaction,
  id: ChannelId,
  typed: Readonly<Record<string, string>>,
): Promise<Reply> {
  const t = copy.for(it);
  const here = await standingIn(it, id);
  if (here?.canSetLimits !== true) return errors({ [gates[0]?.id ?? '']: t.plain('told.onlyAdmins') });
  const wrong = gates.flatMap((gate) => {
    const [text, most] = [typed[gate.id] ?? '', mostOf(gate)];
    const isFine = /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= most;
    return isFine ? [] : [[gate.id, t.plain('gates.wrong', { most, usual: gate.usual })] as const];
  });
  if (wrong.length > 0) return errors(Object.fromEntries(wrong));
  const { limits } = await limitsIn(it.scope);
  const written = await writtenBy(it.scope, here);
  for (const gate of gates) {
    const least = Number(typed[gate.id]);
    if (least === limitOf(limits, gate)) continue;
    const row = { id: rowId(it.newId()), channel_id: id, gate: gate.id, least, set_at: it.now };
    await it.scope.insert(gateRows, row, written);
  }
  return tell(it, 'told.limits');
}

export const saying: FeaturePart = {
  actions: [
    onReading(ids.remarkAction, async (it, { channel: id }): Promise<Reply> => {
      const here = await standingIn(it, id);
      if (here === null) return tell(it, 'told.where');
      return open(screens.renderRemark(copy.for(it), id, here.isWide));
    }),
    onAction(ids.takeBackAction, async (it, { remark: id }): Promise<Reply> => {
      const row = await findRow(it.scope.mine(remarks), { id });
      if (row === null || !(await it.scope.delete(remarks, id))) return tell(it, 'told.gone');
      const channel = await it.scope.channel(row.channel_id);
      if (channel !== null) await it.scope.refresh(postOf(row.channel_id, lastQuarter(channel, it.now)));
      return tell(it, 'told.takenBack');
    }),
    onReading(ids.decideAction, async (it, of): Promise<Reply> => {
      const here = await standingIn(it, of.channel);
      if (here?.canDecide !== true) return tell(it, 'told.decideWhere');
      const before =
        of.decision === undefined ? null : await findRow(it.scope.mine(decisions), { id: of.decision });
      if (of.decision !== undefined && before === null) return tell(it, 'told.gone');
      return open(screens.renderDecide(copy.for(it), of, before, here.isWide));
    }),
    onAction(ids.decisionBack, async (it, { decision }): Promise<Reply> => {
      const isDone = await it.scope.delete(decisions, decision);
      return tell(it, isDone ? 'told.takenBack' : 'told.gone');
    }),
    onReading(ids.gatesAction, async (it, { channel }): Promise<Reply> => {
      if ((await standingIn(it, channel))?.canSetLimits !== true) return tell(it, 'told.onlyAdmins');
      return open(screens.renderGates(copy.for(it), channel, (await limitsIn(it.scope)).limits));
    }),
  ],
  views: [
    onSubmit(ids.remarkModal, (it, { channel }, fields) => remark(it, channel, fields)),
    onSubmit(ids.decideModal, (it, of, fields) => decide(it, of, fields)),
    onSubmit(ids.gatesModal, (it, { channel }, fields) => setLimits(it, channel, fields)),
  ],
};
