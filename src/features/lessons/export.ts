/** What can be taken out, as far as the viewer may see it; and what is erased. */
import { aChannel, aChoice, anInstant, aPerson, aRecord } from '../../core/export.ts';
import type { Feature, Json } from '../../core/feature.ts';
import type { UserId } from '../../core/ids.ts';
import { partOf } from '../../core/retention.ts';
import type { ReadScope, Subject } from '../../core/scope.ts';
import { ownIn, ownLessons } from './repository.ts';
import { typedIn } from './service/drafts.ts';
import { drafts, lessons, opinions, parts, type LessonRow } from './tables.ts';

type Records = Readonly<Record<string, Json>>;

/** See `Feature.exportData`. A person's: the lessons in which a card of theirs is, with what they decided, those that they wrote down, what they said of others, and what they typed. */
export async function exportData(view: ReadScope, subject: Subject): Promise<Records> {
  if (subject.kind !== 'person') return { lessons: await everything(view, subject) };
  const typed = await view.from(drafts).selectAll().orderBy('it.typed_at').orderBy('it.about').execute();
  return {
    drafts: typed.map((row) => ({ ...typedIn(row), typedAt: anInstant(row.typed_at) })),
    lessons: await personsOwn(view, subject.userId),
    opinions: await said(view),
  };
}

/** What the viewer said of lessons that they read. */
async function said(view: ReadScope): Promise<Json[]> {
  const rows = await view
    .from(opinions)
    .selectAll()
    .orderBy('it.said_at')
    .orderBy('it.lesson_id')
    .orderBy('it.said')
    .execute();
  const seen = await view
    .from(lessons)
    .select(['it.id', 'it.title'])
    .where('it.state', '=', 'kept')
    .execute();
  const called = new Map(seen.map(({ id, title }) => [id, title]));
  return rows.map((row) => ({
    lesson: aRecord(row.lesson_id, called.get(row.lesson_id) ?? null),
    said: aChoice(row.said),
    saidAt: anInstant(row.said_at),
  }));
}

async function personsOwn(view: ReadScope, person: UserId): Promise<Json[]> {
  const written = await view
    .from(lessons)
    .selectAll()
    .where('it.writer_id', '=', person)
    .where('it.state', '!=', 'gone')
    .orderBy('it.id')
    .execute();
  const rows = [...new Map([...(await ownLessons(view)), ...written].map((row) => [row.id, row])).values()];
  const own = await ownIn(view, rows);
  return rows.map((row) => {
    const theirs = own.get(row.id);
    return {
      ...lessonRecord(row),
      ...(theirs === undefined ? {} : { cardsOfYours: theirs.count, agreed: theirs.agreed }),
    };
  });
}

async function everything(view: ReadScope, subject: Subject): Promise<Json[]> {
  const all = await view.from(lessons).selectAll().where('it.state', '!=', 'gone').orderBy('it.id').execute();
  const chosen = all.filter((row) => subject.kind !== 'channel' || row.channel_id === subject.channelId);
  const authors = await view.authors(
    lessons,
    chosen.map(({ id }) => id),
  );
  return chosen.map((row) => ({ ...lessonRecord(row), authors: (authors.get(row.id) ?? []).map(aPerson) }));
}

function lessonRecord(row: LessonRow): Records {
  return {
    id: row.id,
    title: row.title,
    context: row.context,
    happened: row.happened,
    useWhen: row.use_when,
    topics: row.topics,
    channel: aChannel(row.channel_id),
    reach: aChoice(row.reach),
    state: aChoice(row.state),
    writtenDownBy: aPerson(row.writer_id),
    writtenAt: anInstant(row.written_at),
    editedAt: anInstant(row.edited_at),
    keptAt: anInstant(row.kept_at),
    reviewBy: anInstant(row.review_by),
  };
}

/**
 * See `Feature.forget`. With one of those who wrote its cards a lesson goes whole: whose words are whose in it cannot be told. Whoever only wrote it down
 * goes from it.
 */
export const forget: Feature['forget'] = async (eraser) => {
  await eraser.eraseJoint(lessons);
  await eraser.eraseParts(partOf(parts, 'lesson_id'));
  await eraser.erase(parts);
  await eraser.erase(opinions);
  await eraser.erase(drafts);
  await eraser.blank(lessons, ['writer_id']);
};
