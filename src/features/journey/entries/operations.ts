/** Entries from draft to withdrawal: only their author acts on them, and only the author's press publishes. */
import { type RowId, rowId } from '#core/ids.ts';
import { type ChannelRefusal, mayPostIn } from '#core/kit/begin.ts';
import type { Channel, Person } from '#core/people.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import type { ReadScope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { toldFirst } from '../asking/first.ts';
import { noteAnswer } from '../asking/operations.ts';
import { entryPost } from '../ids.ts';
import { type Draft, drafts, entries, type EntryRow, ownRows, type Typed } from '../rows.ts';
import { type TextRefusal, whyNotText } from '../rules.ts';

/** Saves the draft; an empty one is not kept. @returns the draft, or `null` if there is none */
export async function keepDraft(work: Work, entry: RowId, typed: Typed): Promise<Draft | null> {
  const [told] = await ownRows(work.scope, entry);
  // A chosen question alone is not a draft.
  const { question, text } = told ?? { question: typed.question, text: '' };
  const isKept = await drafts.keep(work, entry, typed, { question, text, channels: [] });
  return isKept ? drafts.of(work.scope, entry) : null;
}

export interface Refused {
  readonly text: TextRefusal | null;
  /** `none`: no channel was chosen. */
  readonly channels: readonly (
    { readonly code: 'none' } | { readonly code: ChannelRefusal; readonly name: string | null }
  )[];
}

/** Whether this can be published now. @returns its channels in their current state */
export async function check(
  read: ReadScope,
  typed: Pick<Typed, 'text' | 'channels'>,
): Promise<
  { readonly ok: true; readonly channels: readonly Channel[] } | { readonly ok: false; readonly why: Refused }
> {
  const found: Channel[] = [];
  const refused: Refused['channels'][number][] = typed.channels.length === 0 ? [{ code: 'none' }] : [];
  for (const id of new Set(typed.channels)) {
    const channel = await read.channel(id);
    const may = mayPostIn(channel);
    if (may.ok) found.push(may.value);
    else refused.push({ code: may.code, name: channel?.name ?? null });
  }
  const text = whyNotText(typed.text);
  return text === null && refused.length === 0
    ? { ok: true, channels: found }
    : { ok: false, why: { text, channels: refused } };
}

/**
 * Publishes a draft as it was shown.
 * @param version of the draft that was shown
 * @returns `changed`: the draft has changed since; `refused`: it is no longer valid; `gone`: it was published or discarded
 */
export async function publish(
  work: Work,
  person: Person,
  entry: RowId,
  version: RowId,
): Promise<Result<null, 'changed' | 'refused' | 'gone'>> {
  const { scope, now } = work;
  const draft = await drafts.of(scope, entry);
  if (draft === null || (await ownRows(scope, entry)).length > 0) return refuse('gone');
  if (draft.version !== version) return refuse('changed');
  const checked = await check(scope, draft);
  if (!checked.ok) return refuse('refused');
  for (const { channelId } of checked.channels) {
    const row: EntryRow = {
      id: rowId(work.newId()),
      entry_id: entry,
      channel_id: channelId,
      teller_id: person.userId,
      question: draft.question,
      text: draft.text,
      told_at: now,
      edited_at: null,
      withdrawn_at: null,
    };
    const audience = await scope.audience({ kind: 'conversation', channel: channelId });
    await scope.insert(entries, row, { audience, by: [person.userId], names: 'shown' });
    await scope.publish(entryPost(row));
    await toldFirst(work, channelId, person.userId);
  }
  await drafts.drop(work.scope, entry);
  await noteAnswer(work, person.userId);
  await scope.refreshHome(person.userId);
  return ok(null);
}

/** Changes an entry in all its channels, in place. @returns `gone`: it is not the person's, or was withdrawn */
export async function change(
  work: Work,
  entry: RowId,
  typed: Pick<Typed, 'text' | 'question'>,
): Promise<Result<null, 'gone'>> {
  const rows = await ownRows(work.scope, entry);
  if (rows.length === 0) return refuse('gone');
  for (const row of rows) {
    if (row.text !== typed.text || row.question !== typed.question)
      await work.scope.update(entries, row.id, { ...typed, edited_at: work.now }, { mine: true });
    await work.scope.refresh(entryPost(row));
    await work.scope.refreshShowing(row.id);
  }
  await drafts.drop(work.scope, entry);
  return ok(null);
}

/** Withdraws an entry from all its channels: its text is erased, and the messages say only that it was taken back. */
export async function withdrawEntry(work: Work, person: Person, entry: RowId): Promise<Result<null, 'gone'>> {
  const rows = await ownRows(work.scope, entry);
  if (rows.length === 0) return refuse('gone');
  for (const row of rows) {
    await work.scope.update(entries, row.id, { text: '', withdrawn_at: work.now }, { mine: true });
    await work.scope.refresh(entryPost(row));
    await work.scope.refreshShowing(row.id);
  }
  await drafts.drop(work.scope, entry);
  await work.scope.refreshHome(person.userId);
  return ok(null);
}
