/**
 * What a person types into the form for a share is kept as they type, so that a closed form loses nothing: for their eyes alone, until they
 * share or save it, discard it, or leave it for two weeks (`tables.ts`).
 */
import type { Work } from '../../../core/work.ts';
import { limits } from '../../../core/kit/limits.ts';
import type { ReadScope } from '../../../core/scope.ts';
import { joined, nothingTyped, type Typed } from '../domain.ts';
import type { FormOf } from '../ids.ts';
import { linkOf, ownShare } from '../repository.ts';
import { drafts, type DraftRow } from '../tables.ts';

/** What the form is about: of each, a person has one draft. */
const aboutOf = ({ share, linked, channel }: FormOf): DraftRow['about'] => share ?? linked ?? channel ?? '';

/** What was typed into this form before and not saved. */
export async function draftOf(view: ReadScope, of: FormOf): Promise<Typed | null> {
  const query = view.from(drafts).selectAll().where('it.about', '=', aboutOf(of));
  const row = await query.executeTakeFirst();
  return row === undefined ? null : typedIn(row);
}

export const typedIn = ({
  what,
  use_when: useWhen,
  link,
  topics,
}: Pick<DraftRow, 'what' | 'use_when' | 'link' | 'topics'>): Typed => ({ what, useWhen, link, topics });

/** What stands in the form when nothing was typed. */
export async function untouched(view: ReadScope, of: FormOf): Promise<Typed> {
  const share = of.share === undefined ? null : await ownShare(view, of.share);
  return share === null
    ? { ...nothingTyped, link: of.linked ?? '' }
    : typedIn({ ...share.row, link: linkOf(share) });
}

/** Keeps what stands in the form; nothing when it is what would stand there anyway. */
export async function keepDraft(
  { scope, now }: Pick<Work, 'scope' | 'now'>,
  of: FormOf,
  typed: Typed,
): Promise<void> {
  const standing = await untouched(scope, of);
  const { what, useWhen, link, topics } = typed;
  const isUntouched =
    what === standing.what &&
    useWhen === standing.useWhen &&
    link === standing.link &&
    topics === standing.topics;
  if (isUntouched) return dropDraft(scope, of);
  await scope.put(drafts, { about: aboutOf(of), what, use_when: useWhen, link, topics, typed_at: now });
}

/** Shared, saved, or not wanted any more. */
export async function dropDraft(scope: Work['scope'], of: FormOf): Promise<void> {
  await scope.take(drafts, { about: aboutOf(of) });
}

/**
 * What a form opens with: the draft, and after it what was brought along now, so that neither is lost.
 * @param view.typed what stands in the share, or was brought along
 */
export async function withDraft<View extends { readonly of: FormOf; readonly typed: Typed }>(
  work: Pick<Work, 'scope' | 'now'>,
  view: View,
): Promise<View & { readonly isKept: boolean }> {
  const draft = await draftOf(work.scope, view.of);
  if (view.of.share !== undefined) return { ...view, typed: draft ?? view.typed, isKept: draft !== null };
  const typed = draft === null ? view.typed : joined(draft, view.typed);
  // What was brought along is typed too: closing the form at once does not lose it.
  if (typed.what.length <= limits.input) await keepDraft(work, view.of, typed);
  return { ...view, typed, isKept: draft !== null };
}
