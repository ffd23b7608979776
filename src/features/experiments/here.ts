/** What a person may do with an experiment, decided from the current rows. */
import type { Instant } from '#core/clock.ts';
import type { RowId } from '#core/ids.ts';
import { messageOf } from '#core/kit/message.ts';
import { errors, type Reading, type Reply, say } from '#core/listener.ts';
import type { Channel } from '#core/people.ts';
import { onDay } from '#core/sentence.ts';
import type { ExperimentsKey } from '#locales/experiments.ts';
import { copy } from './copy.ts';
import { type Experiment, loadExperiment } from './rows.ts';

/** An experiment, in a channel that the person is in. */
export interface Here {
  readonly one: Experiment;
  readonly channel: Channel;
}

/** Why not, and where it says so, since when. */
export interface WhyNot {
  readonly why: Exclude<Extract<ExperimentsKey, `told.${string}`>, `told.start.${string}`>;
  readonly at?: Instant | null;
}

export type Found = Here | WhyNot;

async function found(it: Reading, id: RowId): Promise<Found> {
  const one = await loadExperiment(it.scope, id);
  if (one === null) return { why: 'told.gone' };
  const channel = await it.scope.channel(one.row.channel_id);
  return channel === null ? { why: 'told.notHere' } : { one, channel };
}

const unarchived = (here: Found): Found =>
  'why' in here || !(here.channel.isArchived || !here.channel.hasLore) ? here : { why: 'told.archived' };

/** Where everybody in its channel may act, guests too. */
export const hereWith = async (it: Reading, id: RowId): Promise<Found> => unarchived(await found(it, id));

/** The same for full members, who read what an admin protects. */
export const memberWith = async (it: Reading, id: RowId): Promise<Found> =>
  it.person.memberType === 'member' ? hereWith(it, id) : { why: 'told.member' };

/** For who owns it alone: to end it, in an archived channel too. */
export async function ownedWith(it: Reading, id: RowId): Promise<Found> {
  const here = await found(it, id);
  if ('why' in here) return here;
  const { owner_id: owner } = here.one.row;
  if (owner === it.person.userId) return here;
  return { why: owner === null ? 'told.nobodyOwns' : 'told.notOwner' };
}

/** For who owns it, where the channel can still hear of it. */
export const ownedHere = async (it: Reading, id: RowId): Promise<Found> =>
  unarchived(await ownedWith(it, id));

/** That it is over, if it is. */
export const overWhy = ({ row: { state, over_at: at } }: Experiment): WhyNot | null =>
  state === 'draft' || state === 'running' ? null : { why: 'told.over', at };

/** While it is open. */
export const whileOpen = (here: Found): Found => ('why' in here ? here : (overWhy(here.one) ?? here));

/** Until it starts. */
export function whileDraft(found: Found): Found {
  const here = whileOpen(found);
  if ('why' in here || here.one.row.state === 'draft') return here;
  return { why: 'told.running', at: here.one.row.started_at };
}

const values = ({ at }: WhyNot) => ({ day: onDay(at ?? 0) });

export const tellWhy = (it: Reading, whyNot: WhyNot): Reply =>
  say(messageOf(copy.for(it).mrkdwn(whyNot.why, values(whyNot))));

/** Runs, or tells why not. */
export const orTell = async (
  it: Reading,
  here: Found,
  run: (here: Here) => Promise<Reply>,
): Promise<Reply> => ('why' in here ? tellWhy(it, here) : run(here));

/** The same for a form. @param field beside which it is said */
export const orError = async (
  it: Reading,
  here: Found,
  field: string,
  run: (here: Here) => Promise<Reply>,
): Promise<Reply> =>
  'why' in here ? errors({ [field]: copy.for(it).plain(here.why, values(here)) }) : run(here);
