/**
 * What a person types into the form for a lesson is kept as they type, so that a closed form loses nothing: for their eyes alone, until they
 * save it, discard it, or leave it for two weeks (`tables.ts`).
 */
import type { Instant } from '../../../core/clock.ts';
import type { ReadScope, Scope } from '../../../core/scope.ts';
import type { FormView } from '../blocks/form.ts';
import type { Typed } from '../domain.ts';
import type { FormOf } from '../ids.ts';
import { drafts, type DraftRow } from '../tables.ts';

/** What the form is about: of each, a person has one draft. */
const aboutOf = (of: FormOf): DraftRow['about'] => ('seed' in of ? of.seed : of.lesson);

/** The words of a row as they stand in the form. */
export const typedIn = (row: Omit<DraftRow, 'about' | 'typed_at'>): Typed => ({
  title: row.title,
  context: row.context,
  happened: row.happened,
  useWhen: row.use_when,
  topics: row.topics,
});

/** Keeps what stands in the form; nothing when it is what would stand there anyway. @param standing what would */
export async function keepDraft(
  { scope, now }: { readonly scope: Scope; readonly now: Instant },
  of: FormOf,
  standing: Typed,
  { title, context, happened, useWhen, topics }: Typed,
): Promise<void> {
  const isUntouched =
    title === standing.title &&
    context === standing.context &&
    happened === standing.happened &&
    useWhen === standing.useWhen &&
    topics === standing.topics;
  if (isUntouched) return dropDraft(scope, of);
  const words = { title, context, happened, use_when: useWhen, topics };
  await scope.put(drafts, { about: aboutOf(of), ...words, typed_at: now });
}

/** Saved, taken out, or not wanted any more. */
export async function dropDraft(scope: Scope, of: FormOf): Promise<void> {
  await scope.take(drafts, { about: aboutOf(of) });
}

/** What a form opens with: what was typed into it before, where there is something. */
export async function withDraft(view: ReadScope, form: FormView): Promise<FormView> {
  const row = await view.from(drafts).selectAll().where('it.about', '=', aboutOf(form.of)).executeTakeFirst();
  return row === undefined ? form : { ...form, typed: typedIn(row), isKept: true };
}
