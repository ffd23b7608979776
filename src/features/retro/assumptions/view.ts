/** A question as its reader sees it: what it calls its theme, what was done before, and what came of it. */
import type { ChannelId, RowId, UserId } from '#core/ids.ts';
import type { Person } from '#core/people.ts';
import type { ReadScope } from '#core/scope.ts';
import { type ActionRow, actionRows, loadAction } from '../action-items/operations.ts';
import { namesIn, titlesIn } from '../group/rows.ts';
import type { Loaded } from '../session/load.ts';
import { peopleNamedIn } from '../session/naming-people.ts';
import { rankedTopics } from '../vote/rows.ts';
import { type AssumptionRow, doneBefore } from './rows.ts';

/** An action that was done. `isQuoted`: its words name nobody. */
export interface DoneBefore {
  readonly action: ActionRow;
  readonly isQuoted: boolean;
}

export interface AssumptionView {
  readonly row: AssumptionRow;
  /** What the theme is called; `null`: it has no name that the reader may read, or only one that names a person. */
  readonly theme: string | null;
  /** What a form proposes to call it: what it was given, and no words of a card; empty if that names a person. */
  readonly proposed: string;
  /** Its place among the first topics; 0: it has none any more. */
  readonly place: number;
  /** Whether it is called so that a person is named. */
  readonly isPerson: boolean;
  readonly done: readonly DoneBefore[];
  /** The action that is not in the team's control. */
  readonly action: ActionRow | null;
  /** What that says; `null`: it names somebody, or is gone. */
  readonly what: string | null;
  /** What came of it. */
  readonly change: ActionRow | null;
}

/** What the people of a channel are called: a question names none of them. */
async function namesHere(read: ReadScope, channel: ChannelId): Promise<ReadonlyMap<UserId, string>> {
  const members: readonly Person[] = await read.members(channel);
  return read.names(members.map(({ userId }) => userId));
}

/** Whether what a leader is to be asked about names a person: one of the channel, or alone one of the workspace, who may have left the channel. */
export async function namesSomebody(read: ReadScope, channel: ChannelId, theme: string): Promise<boolean> {
  if (peopleNamedIn(theme, await namesHere(read, channel)).length > 0) return true;
  return (await read.peopleCalled(theme)).length > 0;
}

export async function viewOf(
  read: ReadScope,
  { row: retro }: Loaded,
  row: AssumptionRow,
): Promise<AssumptionView> {
  const names = await namesHere(read, retro.channel_id);
  const isFree = (text: string) => peopleNamedIn(text, names).length === 0;
  const done: DoneBefore[] = [];
  for (const id of doneBefore(row)) {
    const action = await loadAction(read, id);
    if (action !== null) done.push({ action, isQuoted: isFree(action.what) });
  }
  const own = await actionRows(read, retro.id);
  const of = (id: RowId | null) => own.find((one) => one.id === id) ?? null;
  const action = of(row.action_id);
  const ranked = row.topic_id === null ? [] : await rankedTopics(read, retro);
  const at = ranked.findIndex(({ id }) => id === row.topic_id);
  const topic = ranked[at];
  const called = topic === undefined ? null : ((await titlesIn(read, retro, [topic])).get(topic.id) ?? null);
  const theme = row.theme === '' ? called : row.theme;
  const given =
    row.theme === '' ? ((await namesIn(read, retro.id)).get(topic?.id ?? row.id) ?? '') : row.theme;
  const isPerson = theme !== null && !isFree(theme);
  return {
    row,
    theme: isPerson ? null : theme,
    proposed: isFree(given) ? given : '',
    place: at + 1,
    isPerson,
    done,
    action,
    what: action === null || !isFree(action.what) ? null : action.what,
    change: of(row.change_id),
  };
}
