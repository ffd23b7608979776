/** The end of a question that people were asked. */
import type { RowId } from '#core/ids.ts';
import type { Scope } from '#core/scope.ts';
import { questions } from '../rows.ts';
import { peopleJobs } from './ids.ts';
import { asks, asksOf, replies } from './rows.ts';

/** A question of the viewer's is over, or went: nobody who was asked is wanted any more. Before who asked is forgotten. */
export async function stopAsking(scope: Scope, question: RowId): Promise<void> {
  const all = await asksOf(scope, question);
  for (const wanted of await scope.openOf(all.map((row) => row.wanted))) await scope.close(wanted);
  await scope.refreshShowing(question);
  await scope.cancel(peopleJobs.settle.ref({ question }), peopleJobs.over.ref({ question }));
}

/** What they were asked goes with the question. Call it before the question is deleted. */
export async function deleteAsks(scope: Scope, question: RowId): Promise<void> {
  await stopAsking(scope, question);
  await scope.deleteParts(questions, question, asks);
  await scope.deleteParts(questions, question, replies);
}
