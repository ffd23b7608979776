/** What could go wrong: written silently, then shown together. */
import { rowId, type UserId } from '#core/ids.ts';
import { findRows } from '#core/rows.ts';
import { insertion, type ReadScope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import * as ids from '../ids.ts';
import { type ExperimentRow, experiments, risks } from '../rows.ts';
import { linesOf } from '../rules.ts';

/** What the viewer wrote, in their order. */
export const ownRisks = async (
  read: ReadScope,
  { id }: Pick<ExperimentRow, 'id'>,
): Promise<readonly string[]> =>
  (await findRows(read.mine(risks), { experiment_id: id }, 'place', 'id')).map(({ words }) => words);

/** What is shown, each once, in an order that reveals no author. */
export async function shownRisks(
  read: ReadScope,
  { id }: Pick<ExperimentRow, 'id'>,
): Promise<readonly string[]> {
  const rows = await read
    .from(risks)
    .select(['it.id', 'it.words'])
    .where('it.experiment_id', '=', id)
    .orderBy('it.id')
    .execute();
  return linesOf(rows.map(({ words }) => words).join('\n'));
}

/** Puts these in the place of what the viewer wrote before. */
export async function foresee(
  { scope, newId }: Work,
  row: ExperimentRow,
  by: UserId,
  lines: readonly string[],
): Promise<void> {
  for (const { id } of await findRows(scope.mine(risks), { experiment_id: row.id }, 'place', 'id'))
    await scope.delete(risks, id);
  const audience = await scope.audience({ kind: 'conversation', channel: row.channel_id });
  const written = { audience, embargo: row.seal, by: [by], names: 'hidden' } as const;
  await scope.insertAll(
    lines.map((words, place) =>
      insertion(risks, { id: rowId(newId()), experiment_id: row.id, words, place: place + 1 }, written),
    ),
  );
}

/** Shows together what was written, and forgets at once who wrote it. @returns whether nobody was sooner */
export async function show({ scope, now }: Work, row: ExperimentRow): Promise<boolean> {
  if (row.risks_at !== null) return false;
  if (!(await scope.update(experiments, row.id, { risks_at: now }, { where: { risks_at: null } })))
    return false;
  await scope.open(row.seal);
  await scope.anonymize(row.seal);
  if ((await shownRisks(scope, row)).length > 0) await scope.publish(ids.replyPost('risks', row));
  return true;
}
