/** What a person says of a lesson that was shown where something began. It is theirs alone; authorised from what is stored when they say it. */
import { findRow } from '#core/rows.ts';
import type { RowId } from '#core/ids.ts';
import type { Interaction, Reading } from '#core/listener.ts';
import type { Mrkdwn } from '#core/text.ts';
import { loadBefore } from '../before/rows.ts';
import { loadProject } from '../plan/rows.ts';
import { isPlanned } from '../plan/rules.ts';
import { loadRetro } from '../session/load.ts';
import { isOpen } from '../session/phases.ts';
import { promiseAtPlan, promiseNow } from '../session/promises.ts';
import { wordsFor } from '../session/words.ts';
import {
  beforeLessonUses,
  beforeOffers,
  type LessonAnswer,
  lessonUses,
  offers,
  projectLessonUses,
  projectOffers,
} from './operations.ts';

/** Where a lesson was shown, for the person who reads it there. */
export interface Shown {
  readonly lesson: RowId;
  readonly answer: LessonAnswer | null;
  /** Who reads what they say; `null`: they can say nothing. */
  readonly secrecy: Mrkdwn | null;
  /** Why they can say nothing; `null`: they can, or nobody asks them. */
  readonly why: Mrkdwn | null;
  readonly say: (interaction: Interaction, use: LessonAnswer) => Promise<void>;
}

/** @returns `null` if it is gone, or not for them (any more) */
export async function shownBy(reader: Reading, offer: RowId): Promise<Shown | null> {
  return (
    (await shownInRetro(reader, offer)) ?? (await shownInPlan(reader, offer)) ?? shownInBefore(reader, offer)
  );
}

async function shownInRetro(reader: Reading, id: RowId): Promise<Shown | null> {
  const { scope, person } = reader;
  const row = await findRow(scope.from(offers), { id });
  const loaded = row === null ? null : await loadRetro(scope, row.retro_id);
  if (row === null || loaded === null) return null;
  const t = wordsFor(reader);
  const of = { retro_id: row.retro_id, lesson_id: row.lesson_id };
  const isOver = !isOpen(loaded.retro.phase);
  const mayAnswer = !isOver && loaded.retro.participants.includes(person.userId);
  return {
    lesson: row.lesson_id,
    answer: (await findRow(scope.from(lessonUses), of))?.use ?? null,
    secrecy: mayAnswer ? promiseNow(t, 'lessonUse', loaded) : null,
    why: mayAnswer ? null : t.mrkdwn(isOver ? 'prepare.over' : 'prepare.notAsked'),
    say: async (interaction, use) =>
      interaction.scope.upsertOwn(lessonUses, { ...of, use }, { audience: loaded.row.conversation_id }),
  };
}

async function shownInPlan(reader: Reading, id: RowId): Promise<Shown | null> {
  const { scope, person } = reader;
  const row = await findRow(scope.from(projectOffers), { id });
  const project = row === null ? null : await loadProject(scope, row.project_id);
  if (row === null || project === null) return null;
  const t = wordsFor(reader);
  const of = { project_id: row.project_id, lesson_id: row.lesson_id };
  const isOver = !isPlanned(project.state);
  const mayAnswer = !isOver && person.memberType === 'member';
  return {
    lesson: row.lesson_id,
    answer: (await findRow(scope.from(projectLessonUses), of))?.use ?? null,
    secrecy: mayAnswer ? promiseAtPlan(t) : null,
    why: mayAnswer ? null : t.mrkdwn(isOver ? 'project.lessonsOver' : 'prepare.notAsked'),
    say: async (interaction, use) =>
      interaction.scope.upsertOwn(projectLessonUses, { ...of, use }, { audience: project.conversation_id }),
  };
}

async function shownInBefore(reader: Reading, id: RowId): Promise<Shown | null> {
  const { scope, person } = reader;
  const row = await findRow(scope.from(beforeOffers), { id });
  const before = row === null ? null : await loadBefore(scope, row.before_id);
  if (row === null || before === null) return null;
  const t = wordsFor(reader);
  const of = { before_id: row.before_id, lesson_id: row.lesson_id };
  const isOver = before.state === 'over';
  const mayAnswer = !isOver && person.memberType === 'member';
  return {
    lesson: row.lesson_id,
    answer: (await findRow(scope.from(beforeLessonUses), of))?.use ?? null,
    secrecy: mayAnswer ? promiseAtPlan(t) : null,
    why: mayAnswer ? null : t.mrkdwn(isOver ? 'before.lessonsOver' : 'prepare.notAsked'),
    say: async (interaction, use) =>
      interaction.scope.upsertOwn(beforeLessonUses, { ...of, use }, { audience: before.conversation_id }),
  };
}
