/** The authors of a lesson's cards decide how far it goes. */
import type { UserId } from '#core/ids.ts';
import type { Work } from '#core/work.ts';
import { askPost } from '../ids.ts';
import { ownOf, ownParts } from '../read.ts';
import { consents, type LessonRow, lessons, parts } from '../rows.ts';
import { type Answer, answered, goneFurther, type LessonState } from '../rules.ts';
import { redraw } from '../redraw.ts';
import { goesFurther, showAs } from '../writing/operations.ts';

/** @returns its new state @throws if another answer came in between, which the transaction's isolation prevents */
export async function answer(
  work: Work,
  person: UserId,
  row: LessonRow,
  given: Answer,
): Promise<LessonState> {
  const { scope, now } = work;
  const own = await ownParts(scope, row.id);
  const { count, agreed: before } = ownOf(row, own);
  const after = answered(consents.read(row), given, { before, own: count }, now);
  const isTaken = given === 'here' || after.state === 'asked' || after.state === 'kept';
  if (isTaken)
    for (const part of own)
      await scope.update(
        parts,
        part.id,
        { round: row.round, agreed: given === 'yes' ? 1 : 0 },
        { mine: true },
      );
  const change = { state: after.state, agreed: after.agreed };
  const where = { state: row.state, agreed: row.agreed, round: row.round };
  if (!(await scope.update(lessons, row.id, change, { mine: true, where })))
    throw new Error('a lesson was answered twice at once');
  await showAs(work, row, after);
  if (after.state === row.state) await drawForThemselves(work, row, person);
  else await redraw(work, row, person);
  await goesFurther(work, row, after, person);
  return after.state;
}

/** Messages that others read stay unedited: Slack shows edits, which would reveal that someone answered. */
async function drawForThemselves({ scope }: Work, row: LessonRow, person: UserId): Promise<void> {
  await scope.refresh(askPost(row.id, person));
  await scope.refreshHome(person);
}

/** The time for wider visibility has come: it is granted with one author's access, if all still agree. */
export async function goOn(work: Work, person: UserId, row: LessonRow): Promise<void> {
  const { scope } = work;
  const after = goneFurther(consents.read(row));
  const where = { state: row.state, agreed: row.agreed, round: row.round };
  if (after.state === row.state) return;
  if (!(await scope.update(lessons, row.id, { state: after.state }, { mine: true, where }))) return;
  await showAs(work, row, after);
  await redraw(work, row, person);
}
