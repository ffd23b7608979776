/** What can be taken out, as far as the viewer may see it; and what is erased. */
import { aChannel, aChoice, anInstant, aPerson, aRecord } from '../../core/export.ts';
import type { Feature, Json } from '../../core/feature.ts';
import type { ReadScope, Subject } from '../../core/scope.ts';
import { issues, items, notForMe, seen, verdicts, type ItemRow } from './tables.ts';

type Records = Readonly<Record<string, Json>>;

/** See `Feature.exportData`. A person's: where something of theirs was shown, what was shown to them, and what they said of it. */
export async function exportData(view: ReadScope, subject: Subject): Promise<Records> {
  const all = await view.from(items).selectAll().orderBy('it.told_at').orderBy('it.id').execute();
  if (subject.kind !== 'person') {
    const isChosen = (row: { readonly channel_id: string }) =>
      subject.kind !== 'channel' || row.channel_id === subject.channelId;
    const told = await view.from(issues).selectAll().orderBy('it.told_at').orderBy('it.id').execute();
    return {
      issues: told
        .filter(isChosen)
        .map((row) => ({ channel: aChannel(row.channel_id), toldAt: anInstant(row.told_at) })),
      items: all.filter(isChosen).map(itemRecord),
    };
  }
  const person = subject.userId;
  const shown = await view
    .from(seen)
    .selectAll()
    .where('it.person_id', '=', person)
    .orderBy('it.id')
    .execute();
  const against = await view.from(notForMe).selectAll().orderBy('it.about_id').execute();
  const said = await view
    .from(verdicts)
    .selectAll()
    .where('it.said_by', '=', person)
    .orderBy('it.id')
    .execute();
  return {
    verdicts: said.map((row) => ({
      channel: aChannel(row.channel_id),
      about: aRecord(row.about_id, null),
      holds: row.holds === 1,
      saidAt: anInstant(row.said_at),
    })),
    items: all.filter((row) => row.author_id === person).map(itemRecord),
    seen: shown.map((row) => ({ about: aRecord(row.about_id, null), seenAt: anInstant(row.seen_at) })),
    notForMe: against.map((row) => ({ about: aRecord(row.about_id, null), saidAt: anInstant(row.said_at) })),
  };
}

function itemRecord(row: ItemRow): Json {
  return {
    channel: aChannel(row.channel_id),
    about: aRecord(row.about_id, null),
    reason: aChoice(row.reason),
    author: aPerson(row.author_id),
    toldAt: anInstant(row.told_at),
  };
}

/** See `Feature.forget`. A digest stays its channel's, without their name; what is theirs goes from it with the practice that it is of. */
export const forget: Feature['forget'] = async (eraser) => {
  await eraser.erase(items);
  await eraser.erase(issues);
  await eraser.erase(seen);
  await eraser.erase(notForMe);
  await eraser.erase(verdicts);
  await eraser.blank(items, ['author_id']);
  await eraser.blank(verdicts, ['said_by']);
  await eraser.blank(seen, ['person_id']);
};
