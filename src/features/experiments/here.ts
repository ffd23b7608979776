/** What a person may do with an experiment, decided from the current rows. */
import type { RowId } from '#core/ids.ts';
import { errors, type Reading, type Reply } from '#core/listener.ts';
import type { Channel } from '#core/people.ts';
import type { ExperimentsKey } from '#locales/experiments.ts';
import { copy, tell } from './copy.ts';
import { type Experiment, loadExperiment } from './rows.ts';

/** An experiment, in a channel that the person is in. */
export interface Here {
  readonly one: Experiment;
  readonly channel: Channel;
}

export type Why = Extract<ExperimentsKey, `told.${string}`> & Parameters<typeof tell>[1];

/** Where everybody in its channel may act. */
export async function hereWith(it: Reading, id: RowId): Promise<Here | { readonly why: Why }> {
  const one = await loadExperiment(it.scope, id);
  if (one === null) return { why: 'told.gone' };
  const channel = await it.scope.channel(one.row.channel_id);
  if (channel === null) return { why: 'told.notHere' };
  return channel.isArchived || !channel.hasLore ? { why: 'told.archived' } : { one, channel };
}

/** The same, for who owns it alone; in an archived channel, too, since only what is asked there is over. */
export async function ownedWith(it: Reading, id: RowId): Promise<Here | { readonly why: Why }> {
  const here = await hereWith(it, id);
  if ('why' in here) return here;
  const { owner_id: owner } = here.one.row;
  if (owner === it.person.userId) return here;
  return { why: owner === null ? 'told.nobodyOwns' : 'told.notOwner' };
}

/** While it is open: not over. */
export function whileOpen(here: Here | { readonly why: Why }): Here | { readonly why: Why } {
  if ('why' in here) return here;
  const { state } = here.one.row;
  return state === 'draft' || state === 'running' ? here : { why: 'told.over' };
}

/** Runs, or tells why not. */
export const orTell = async (
  it: Reading,
  found: Here | { readonly why: Why },
  run: (here: Here) => Promise<Reply>,
): Promise<Reply> => ('why' in found ? tell(it, found.why) : run(found));

/** The same for a form. @param field beside which it is said */
export const orError = async (
  it: Reading,
  found: Here | { readonly why: Why },
  field: string,
  run: (here: Here) => Promise<Reply>,
): Promise<Reply> => ('why' in found ? errors({ [field]: copy.for(it).plain(found.why) }) : run(found));
