/** Entries, from the first word typed to their end: by their author alone, and published by their press alone. */
import { type ChannelId, type RowId, rowId } from '#core/ids.ts';
import type { Channel, Person } from '#core/people.ts';
import { ok, refuse, type Result } from '#core/result.ts';
import type { ReadScope } from '#core/scope.ts';
import type { Work } from '#core/work.ts';
import { toldFirst } from '../asking/first.ts';
import { noteAnswer } from '../asking/operations.ts';
import { entryPost } from '../ids.ts';
import { channelsOf, draftOf, type DraftRow, drafts, entries, type EntryRow, ownRows } from '../rows.ts';
import { type ChannelRefusal, type Subject, type TextRefusal, whyNotIn, whyNotText } from '../rules.ts';

/** What stands in a form. */
export interface Typed {
  readonly question: Subject;
  readonly text: string;
  readonly channels: readonly ChannelId[];
}

/** Keeps what is typed; nothing when nothing is there. @returns the draft, or `null` when there is none */
export async function keepDraft(work: Work, entry: RowId, typed: Typed): Promise<DraftRow | null> {
  const told = await ownRows(work.scope, entry);
  const isAsItIs = told.some(({ text, question }) => text === typed.text && question === typed.question);
  if (isAsItIs || (told.length === 0 && typed.text === '' && typed.channels.length === 0)) {
    await dropDraft(work, entry);
    return null;
  }
  const row: DraftRow = {
    entry_id: entry,
    question: typed.question,
    text: typed.text,
    channels: JSON.stringify(typed.channels),
    version: rowId(work.newId()),
    typed_at: work.now,
  };
  await work.scope.upsertOwn(drafts, row);
  return row;
}

export async function dropDraft({ scope }: Pick<Work, 'scope'>, entry: RowId): Promise<void> {
  await scope.deleteOwn(drafts, { entry_id: entry });
}

export interface Refused {
  readonly text: TextRefusal | null;
  /** `none`: no channel was chosen. */
  readonly channels: readonly (
    { readonly code: 'none' } | { readonly code: ChannelRefusal; readonly name: string | null }
  )[];
}

/** Whether this can be published now. @returns its channels as they are now */
export async function check(
  view: ReadScope,
  typed: Pick<Typed, 'text' | 'channels'>,
): Promise<
  { readonly ok: true; readonly channels: readonly Channel[] } | { readonly ok: false; readonly why: Refused }
> {
  const found: Channel[] = [];
  const refused: Refused['channels'][number][] = typed.channels.length === 0 ? [{ code: 'none' }] : [];
  for (const id of new Set(typed.channels)) {
    const channel = await view.channel(id);
    const code = whyNotIn(channel);
    if (code !== null) refused.push({ code, name: channel?.name ?? null });
    else if (channel !== null) found.push(channel);
  }
  const text = whyNotText(typed.text);
  return text === null && refused.length === 0
    ? { ok: true, channels: found }
    : { ok: false, why: { text, channels: refused } };
}

/**
 * Publishes a draft as it was seen.
 * @param version of the draft that was shown
 * @returns `changed`: it is another one now; `refused`: something is wrong with it by now; `gone`: it was published or discarded
 */
export async function publish(
  work: Work,
  person: Person,
  entry: RowId,
  version: RowId,
): Promise<Result<null, 'changed' | 'refused' | 'gone'>> {
  const { scope, now } = work;
  const draft = await draftOf(scope, entry);
  if (draft === null || (await ownRows(scope, entry)).length > 0) return refuse('gone');
  if (draft.version !== version) return refuse('changed');
  const checked = await check(scope, { text: draft.text, channels: channelsOf(draft) });
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
  await dropDraft(work, entry);
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
  await dropDraft(work, entry);
  return ok(null);
}

/** Takes an entry back from all its channels: its text is erased, and the messages say only that it was taken back. */
export async function withdrawEntry(work: Work, person: Person, entry: RowId): Promise<Result<null, 'gone'>> {
  const rows = await ownRows(work.scope, entry);
  if (rows.length === 0) return refuse('gone');
  for (const row of rows) {
    await work.scope.update(entries, row.id, { text: '', withdrawn_at: work.now }, { mine: true });
    await work.scope.refresh(entryPost(row));
    await work.scope.refreshShowing(row.id);
  }
  await dropDraft(work, entry);
  await work.scope.refreshHome(person.userId);
  return ok(null);
}
