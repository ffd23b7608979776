/** Collects the data for a person's forms and lists. */
import { journeyCopy } from '../copy.ts';
import { rowId, type RowId, type UserId } from '#core/ids.ts';
import type { MenuEntry } from '#core/kit/action.ts';
import type { RenderedModal } from '#core/kit/modal.ts';
import { type Interaction, open, type Reading, type Reply, say } from '#core/listener.ts';
import { questionEntries } from '#core/questions.ts';
import * as rows from '../rows.ts';
import { type Entry, limitsOf, questionOf } from '../rules.ts';
import { keepDraft } from './operations.ts';
import { renderEdit, renderForm, tooMuchMessage } from './screens.ts';
import { renderTimeline } from './timeline.ts';

/** The form for an entry: the newest draft, or empty with the person's next question. @param nth the question that was asked */
export async function writeForm(interaction: Reading, nth?: number): Promise<RenderedModal> {
  const draft = await rows.newDraft(interaction.scope);
  if (draft !== null) return draftForm(interaction, draft);
  const typed = await emptyForm(interaction, nth);
  return renderForm(journeyCopy.for(interaction), rowId(interaction.newId()), typed);
}

/** The form with new text: an entry of its own, beside which what was kept before is offered. If it exceeds the input, it is handed back. */
export async function writeNew(interaction: Interaction, text: string): Promise<Reply> {
  const t = journeyCopy.for(interaction);
  if (text.length > limitsOf.text) return say(tooMuchMessage(t, text.length, text));
  // The same said twice is no other entry.
  const same = (await rows.newDrafts(interaction.scope)).find((draft) => draft.text === text);
  if (same !== undefined) return open(await draftForm(interaction, same));
  const entry = rowId(interaction.newId());
  const typed = { ...(await emptyForm(interaction)), text };
  // The text is input, too: closing the form at once does not lose it.
  await keepDraft(interaction, entry, typed);
  return open(renderForm(t, entry, typed, { aside: await rows.draftBeside(interaction.scope, entry) }));
}

/** @param round new to make the inputs forget their content */
export async function draftForm(interaction: Reading, draft: rows.Draft, round = ''): Promise<RenderedModal> {
  const aside = await rows.draftBeside(interaction.scope, draft.entry);
  return renderForm(journeyCopy.for(interaction), draft.entry, draft, { isKept: true, aside, round });
}

/** When it is opened in a channel, that channel is preselected. */
export async function emptyForm({ scope, channel }: Reading, nth?: number): Promise<rows.Typed> {
  const turn = nth ?? (await rows.keepingOf(scope))?.nth ?? 0;
  const here = channel !== null && channel.kind !== 'direct' && channel.hasLore ? [channel.channelId] : [];
  return { question: questionOf(Math.max(1, turn)), text: '', channels: here };
}

/** The form of a published entry. @returns `null` if it is not the person's, or was taken back */
export async function editForm(
  interaction: Reading,
  entry: RowId,
  round = '',
): Promise<RenderedModal | null> {
  const [told] = await rows.ownRows(interaction.scope, entry);
  if (told === undefined) return null;
  const draft = await rows.drafts.of(interaction.scope, entry);
  return renderEdit(journeyCopy.for(interaction), entry, draft ?? told, {
    isKept: draft !== null,
    round,
  });
}

/** A person's journey, with the viewer's access. @param page from 0 */
export async function timeline(interaction: Reading, person: UserId, page = 0): Promise<RenderedModal> {
  const { scope } = interaction;
  const entries = await rows.timelineOf(scope, person);
  const own =
    person === interaction.person.userId
      ? {
          keeping: await rows.keepingOf(scope),
          hasDraft: (await rows.newDraft(scope)) !== null,
          mayGoFirst: interaction.person.memberType === 'member',
          more: await asQuestions(interaction, entries),
        }
      : undefined;
  return renderTimeline(
    journeyCopy.for(interaction),
    { person, entries, ...(own === undefined ? {} : { own }) },
    page,
  );
}

/** Who wonders who can help may ask: the entry becomes a question of their own. */
async function asQuestions(
  interaction: Reading,
  entries: readonly Entry<rows.EntryRow>[],
): Promise<ReadonlyMap<RowId, readonly MenuEntry[]>> {
  const t = journeyCopy.for(interaction);
  const more = new Map<RowId, readonly MenuEntry[]>();
  for (const {
    rows: [row],
  } of entries)
    if (row.question === 'unknown') more.set(row.id, await questionEntries(interaction.scope, t, row.id));
  return more;
}
