/** Collects the data for a person's forms and lists. */
import { journeyCopy } from '../copy.ts';
import { rowId, type RowId, type UserId } from '#core/ids.ts';
import type { RenderedModal } from '#core/kit/modal.ts';
import { type Interaction, open, type Reading, type Reply, say } from '#core/listener.ts';
import { drafts, keepingOf, newDraft, ownRows, timelineOf, type Typed } from '../rows.ts';
import { limitsOf, questionOf } from '../rules.ts';
import { keepDraft } from './operations.ts';
import { renderEdit, renderForm, tooMuchMessage } from './screens.ts';
import { renderTimeline } from './timeline.ts';

/** The form for an entry: the saved draft, or empty with the person's next question. @param nth the question that was asked */
export async function writeForm(interaction: Reading, nth?: number): Promise<RenderedModal> {
  const { entry, typed, isKept } = await begun(interaction, nth);
  return renderForm(journeyCopy.for(interaction), entry, typed, { isKept });
}

/** The same with more text appended to the draft; if it exceeds the input, it is handed back. */
export async function writeOnWith(interaction: Interaction, more: string): Promise<Reply> {
  const t = journeyCopy.for(interaction);
  const { entry, typed: before } = await begun(interaction);
  const text = [before.text, more].filter((part) => part !== '').join('\n\n');
  if (text.length > limitsOf.text) return say(tooMuchMessage(t, text.length, more));
  const typed = { ...before, text };
  await keepDraft(interaction, entry, typed);
  return open(renderForm(t, entry, typed, { isKept: true }));
}

/** The viewer's draft, or what a new one would begin with. */
async function begun(interaction: Reading, nth?: number) {
  const draft = await newDraft(interaction.scope);
  return {
    entry: draft?.entry ?? rowId(interaction.newId()),
    typed: draft ?? (await emptyForm(interaction, nth)),
    isKept: draft !== null,
  };
}

/** When it is opened in a channel, that channel is preselected. */
export async function emptyForm({ scope, channel }: Reading, nth?: number): Promise<Typed> {
  const turn = nth ?? (await keepingOf(scope))?.nth ?? 0;
  const here = channel !== null && channel.kind !== 'direct' && channel.hasLore ? [channel.channelId] : [];
  return { question: questionOf(Math.max(1, turn)), text: '', channels: here };
}

/** The form of a published entry. @returns `null` if it is not the person's, or was taken back */
export async function editForm(
  interaction: Reading,
  entry: RowId,
  round = '',
): Promise<RenderedModal | null> {
  const [told] = await ownRows(interaction.scope, entry);
  if (told === undefined) return null;
  const draft = await drafts.of(interaction.scope, entry);
  return renderEdit(journeyCopy.for(interaction), entry, draft ?? told, {
    isKept: draft !== null,
    round,
  });
}

/** A person's journey, with the viewer's access. @param page from 0 */
export async function timeline(interaction: Reading, person: UserId, page = 0): Promise<RenderedModal> {
  const { scope } = interaction;
  const entries = await timelineOf(scope, person);
  const own =
    person === interaction.person.userId
      ? {
          keeping: await keepingOf(scope),
          hasDraft: (await newDraft(scope)) !== null,
          mayGoFirst: interaction.person.memberType === 'member',
        }
      : undefined;
  return renderTimeline(
    journeyCopy.for(interaction),
    { person, entries, ...(own === undefined ? {} : { own }) },
    page,
  );
}
