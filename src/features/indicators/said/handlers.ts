/** Saying that an indicator makes people do silly things, writing what was decided, and an admin’s limits of the gates. */
import type { FeaturePart } from '#core/feature.ts';
import { type ChannelId, rowId, type RowId } from '#core/ids.ts';
import { mayBeginIn, mayPostIn } from '#core/kit/begin.ts';
import { messageOf } from '#core/kit/message.ts';
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
import { type Channel, isAdmin, type Person } from '#core/people.ts';
import type { AudienceId } from '#core/ids.ts';
import type { Scope } from '#core/scope.ts';
import { visibilityOffer } from '#core/visibility.ts';
import { copy } from '../copy.ts';
import { gates, limitOf, mostOf } from '../maturity/rules.ts';
import { lastQuarter } from '../quarters/operations.ts';
import { postOf } from '../quarters/ids.ts';
import { decisions, gateRows, remarks } from '../rows.ts';
import * as ids from './ids.ts';
import { limitsIn, ownDecision, ownRemark } from './rows.ts';
import * as screens from './screens.ts';

const tell = (it: Reading, key: Parameters<typeof screens.told>[1], values = {}): Reply =>
  say(messageOf(screens.told(copy.for(it), key, values)));

/** Whether what a person says there reaches the workspace, as the numbers of the channel do. */
const reachesAll = (person: Person, channel: Channel): boolean => visibilityOffer(person, channel) === 'both';

const audienceIn = (scope: Scope, { channelId: channel }: Channel, isWide: boolean): Promise<AudienceId> =>
  scope.audience(isWide ? { kind: 'workspace', from: channel } : { kind: 'conversation', channel });

const place = async (it: Reading, id: ChannelId): Promise<Channel | null> => {
  const may = mayPostIn(await it.scope.channel(id));
  return may.ok ? may.value : null;
};

/** Only full members decide. */
const placeToDecide = async (it: Reading, id: ChannelId): Promise<Channel | null> => {
  const may = mayBeginIn(it.person, await it.scope.channel(id));
  return may.ok ? may.value : null;
};

async function remark(
  it: Interaction,
  id: ChannelId,
  { indicator, words }: { readonly indicator: string | null; readonly words: string },
): Promise<Reply> {
  const t = copy.for(it);
  const channel = await place(it, id);
  if (channel === null) return errors({ indicator: t.plain('told.where') });
  if (indicator === null) return errors({ indicator: t.plain('told.which') });
  const isWide = reachesAll(it.person, channel);
  const row = {
    id: rowId(it.newId()),
    channel_id: id,
    indicator,
    words,
    is_open: isWide ? (1 as const) : (0 as const),
    said_at: it.now,
  };
  const audience = await audienceIn(it.scope, channel, isWide);
  await it.scope.insert(remarks, row, { audience, by: [it.person.userId], names: 'shown' });
  await it.scope.refresh(postOf(id, lastQuarter(channel, it.now)));
  return say(screens.remarkSaved(t, row));
}

async function decide(
  it: Interaction,
  of: { readonly channel: ChannelId; readonly decision?: RowId | undefined },
  { words, of: whose }: { readonly words: string; readonly of: 'channel' | 'workspace' | null },
): Promise<Reply> {
  const t = copy.for(it);
  const channel = await placeToDecide(it, of.channel);
  if (channel === null) return errors({ words: t.plain('told.decideWhere') });
  if (of.decision !== undefined) {
    const isDone = await it.scope.update(
      decisions,
      of.decision,
      { words, decided_at: it.now },
      { mine: true },
    );
    return isDone ? tell(it, 'told.decided') : errors({ words: t.plain('told.gone') });
  }
  const isWide = reachesAll(it.person, channel);
  const row = {
    id: rowId(it.newId()),
    channel_id: of.channel,
    of_whole: isWide && whose === 'workspace' ? (1 as const) : (0 as const),
    words,
    decided_at: it.now,
  };
  const audience = await audienceIn(it.scope, channel, isWide);
  await it.scope.insert(decisions, row, { audience, by: [it.person.userId], names: 'shown' });
  return tell(it, 'told.decided');
}

/** The channel from which an admin sets limits: the workspace reads them, so it is one that the workspace reads. */
async function placeOfAdmin(it: Reading, id: ChannelId): Promise<Channel | null> {
  const channel = await placeToDecide(it, id);
  return channel !== null && isAdmin(it.person) && reachesAll(it.person, channel) ? channel : null;
}

async function setLimits(
  it: Interaction,
  id: ChannelId,
  typed: Readonly<Record<string, string>>,
): Promise<Reply> {
  const t = copy.for(it);
  const channel = await placeOfAdmin(it, id);
  if (channel === null) return errors({ [gates[0]?.id ?? '']: t.plain('told.onlyAdmins') });
  const wrong = gates.filter((gate) => {
    const text = typed[gate.id] ?? '';
    return !/^\d{1,3}$/.test(text) || Number(text) < 1 || Number(text) > mostOf(gate);
  });
  if (wrong.length > 0)
    return errors(
      Object.fromEntries(
        wrong.map((gate) => [gate.id, t.plain('gates.wrong', { most: mostOf(gate), usual: gate.usual })]),
      ),
    );
  const before = await limitsIn(it.scope);
  const audience = await audienceIn(it.scope, channel, true);
  for (const gate of gates) {
    const least = Number(typed[gate.id]);
    if (least === limitOf(before, gate)) continue;
    const row = { id: rowId(it.newId()), channel_id: id, gate: gate.id, least, set_at: it.now };
    await it.scope.insert(gateRows, row, { audience, by: [it.person.userId], names: 'shown' });
  }
  return tell(it, 'told.limits');
}

export const saying: FeaturePart = {
  actions: [
    onReading(ids.remarkAction, async (it, { channel: id }): Promise<Reply> => {
      const channel = await place(it, id);
      if (channel === null) return tell(it, 'told.where');
      return open(screens.renderRemark(copy.for(it), id, reachesAll(it.person, channel)));
    }),
    onAction(ids.takeBackAction, async (it, { remark: id }): Promise<Reply> => {
      const row = await ownRemark(it.scope, id);
      if (row === null || !(await it.scope.delete(remarks, id))) return tell(it, 'told.gone');
      const channel = await it.scope.channel(row.channel_id);
      if (channel !== null) await it.scope.refresh(postOf(row.channel_id, lastQuarter(channel, it.now)));
      return tell(it, 'told.takenBack');
    }),
    onReading(ids.decideAction, async (it, of): Promise<Reply> => {
      const channel = await placeToDecide(it, of.channel);
      if (channel === null) return tell(it, 'told.decideWhere');
      const before = of.decision === undefined ? null : await ownDecision(it.scope, of.decision);
      if (of.decision !== undefined && before === null) return tell(it, 'told.gone');
      return open(screens.renderDecide(copy.for(it), of, before, reachesAll(it.person, channel)));
    }),
    onAction(ids.decisionBack, async (it, { decision }): Promise<Reply> => {
      const isDone = await it.scope.delete(decisions, decision);
      return tell(it, isDone ? 'told.takenBack' : 'told.gone');
    }),
    onReading(ids.gatesAction, async (it, { channel }): Promise<Reply> => {
      if ((await placeOfAdmin(it, channel)) === null) return tell(it, 'told.onlyAdmins');
      return open(screens.renderGates(copy.for(it), channel, await limitsIn(it.scope)));
    }),
  ],
  views: [
    onSubmit(ids.remarkModal, (it, { channel }, fields) => remark(it, channel, fields)),
    onSubmit(ids.decideModal, (it, of, fields) => decide(it, of, fields)),
    onSubmit(ids.gatesModal, (it, { channel }, fields) => setLimits(it, channel, fields)),
  ],
};
