/** What the plan of a project says of its repositories and boards: nothing, where no tool is connected. */
import type { KnownBlock } from '@slack/types';
import type { RowId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { section } from '#core/kit/blocks.ts';
import { limits } from '#core/kit/limits.ts';
import type { ReadScope } from '#core/scope.ts';
import { type Mrkdwn, shorten } from '#core/text.ts';
import type { ProjectRow } from '../plan/rows.ts';
import type { Translator } from '../session/words.ts';
import { openSources } from './ids.ts';
import { mayFollow } from './following.ts';
import { listed } from './screens.ts';
import { factsWordsFor } from './words.ts';

export interface Belongs {
  readonly places: readonly string[];
  /** Whether the reader could change that. */
  readonly canChange: boolean;
}

export const nothingBelongs: Belongs = { places: [], canChange: false };

/** @returns what belongs to a project that the viewer sees */
export async function belongsTo(read: ReadScope, row: ProjectRow): Promise<Belongs> {
  const followed = await read.connections.followedBy(row.id);
  const places = [...new Set(followed.map(({ source }) => source.place))];
  return { places, canChange: await mayFollow(read, row) };
}

/** Only once something belongs to it. */
export function belongsSentences(t: Translator, { places }: Belongs): Mrkdwn[] {
  const f = factsWordsFor(t);
  return places.length === 0 ? [] : [f.mrkdwn('sources.inPlan', { places: listed(f, places) })];
}

export function sourcesButtons(
  t: Translator,
  { id: project, name }: Pick<ProjectRow, 'id' | 'name'>,
  { canChange }: Belongs,
) {
  if (!canChange) return [];
  const f = factsWordsFor(t);
  const label = shorten(f.plain('sources.buttonLabel', { name }), limits.buttonText);
  return [button(openSources, f.plain('sources.button'), { project, in: 'message' as const }, { label })];
}

/** In the form that changes a plan. */
export function belongsInForm(t: Translator, project: RowId, belongs: Belongs): KnownBlock[] {
  if (!belongs.canChange) return [];
  const f = factsWordsFor(t);
  const [said = f.mrkdwn('sources.inPlanNone')] = belongsSentences(t, belongs);
  return [section(said, button(openSources, f.plain('sources.button'), { project, in: 'form' as const }))];
}
