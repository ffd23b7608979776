/** What can be taken out, as far as the viewer may see it; and what is erased. */
import { aChannel, aChoice, aDay, anInstant, aPerson } from '../../core/export.ts';
import type { Feature, Json } from '../../core/feature.ts';
import type { ReadScope, Subject } from '../../core/scope.ts';
import { entriesOf, type Entry } from './domain.ts';
import { channelsOf, keepingOf, ownDrafts } from './repository.ts';
import { drafts, entries, firsts, keepings, type EntryRow, type FirstRow } from './tables.ts';

type Records = Readonly<Record<string, Json>>;

/** See `Feature.exportData`. A person's: what they told and typed, where they want to go first, and how they are asked. */
export async function exportData(view: ReadScope, subject: Subject): Promise<Records> {
  const isPersons = subject.kind === 'person';
  const told = await (isPersons ? view.mine(entries) : view.from(entries))
    .selectAll()
    .orderBy('it.told_at')
    .orderBy('it.entry_id')
    .orderBy('it.channel_id')
    .execute();
  const waiting = await (isPersons ? view.mine(firsts) : view.from(firsts))
    .selectAll()
    .orderBy('it.id')
    .execute();
  const isChosen = ({ channel_id }: { readonly channel_id: string }) =>
    subject.kind !== 'channel' || channel_id === subject.channelId;
  const records = {
    entries: entriesOf(told.filter(isChosen)).map(entryRecord),
    firsts: waiting.filter(isChosen).map(firstRecord),
  };
  if (!isPersons) return records;
  const keeping = await keepingOf(view);
  return {
    ...records,
    drafts: (await ownDrafts(view)).map((draft) => ({
      question: aChoice(draft.question),
      text: draft.text,
      channels: channelsOf(draft).map(aChannel),
      typedAt: anInstant(draft.typed_at),
    })),
    asked:
      keeping === null
        ? []
        : [
            {
              rhythm: aChoice(keeping.rhythm),
              dueOn: keeping.due_on === null ? null : aDay(keeping.due_on),
              stoppedAt: anInstant(keeping.stopped_at),
              invitedBy: aPerson(keeping.invited_by),
            },
          ],
  };
}

function entryRecord({ entryId, rows }: Entry<EntryRow>): Json {
  const [row] = rows;
  return {
    id: entryId,
    teller: aPerson(row.teller_id),
    question: aChoice(row.question),
    text: row.text,
    channels: rows.map(({ channel_id }) => aChannel(channel_id)),
    toldAt: anInstant(row.told_at),
    editedAt: anInstant(row.edited_at),
    withdrawnAt: anInstant(row.withdrawn_at),
  };
}

function firstRecord(row: FirstRow): Json {
  return {
    teller: aPerson(row.teller_id),
    channel: aChannel(row.channel_id),
    state: aChoice(row.state),
    until: anInstant(row.until),
    endedBy: aPerson(row.ended_by),
  };
}

/** See `Feature.forget`. */
export const forget: Feature['forget'] = async (eraser) => {
  await eraser.erase(entries);
  await eraser.erase(firsts);
  await eraser.erase(drafts);
  await eraser.erase(keepings);
  await eraser.blank(firsts, ['ended_by']);
  await eraser.blank(keepings, ['invited_by']);
};
