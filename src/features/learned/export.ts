/** What can be taken out, as far as the viewer may see it; and what is erased. */
import { aChannel, aChoice, anInstant, aPerson, aRecord } from '../../core/export.ts';
import type { Feature, Json } from '../../core/feature.ts';
import type { RowId, UserId } from '../../core/ids.ts';
import { partOf } from '../../core/retention.ts';
import type { ReadScope, Subject } from '../../core/scope.ts';
import { titleOf } from './blocks/share.ts';
import { linkOf, withOthers, type Share } from './repository.ts';
import { typedIn } from './service/drafts.ts';
import {
  drafts,
  prompts,
  quotes,
  shares,
  sources,
  useful,
  uses,
  type PromptRow,
  type QuoteRow,
  type ShareRow,
  type UseRow,
} from './tables.ts';

type Records = Readonly<Record<string, Json>>;

/** See `Feature.exportData`. A person's: what they shared, used and found useful, and the prompts that they look after. */
export async function exportData(view: ReadScope, subject: Subject): Promise<Records> {
  return subject.kind === 'person' ? personsOwn(view, subject.userId) : everything(view, subject);
}

async function personsOwn(view: ReadScope, person: UserId): Promise<Records> {
  const seen = await view.from(shares).selectAll().orderBy('it.id').execute();
  const called = calledIn(seen);
  const own = await withOthers(view, await view.mine(shares).selectAll().orderBy('it.id').execute());
  const used = await view.mine(uses).selectAll().orderBy('it.id').execute();
  const words = await view.mine(quotes).selectAll().orderBy('it.id').execute();
  const found = await view.from(useful).selectAll().orderBy('it.share_id').execute();
  const asked = await view
    .from(prompts)
    .selectAll()
    .where((it) => it.or([it('it.owner_id', '=', person), it('it.decided_by', '=', person)]))
    .orderBy('it.id')
    .execute();
  const typed = await view.from(drafts).selectAll().orderBy('it.typed_at').orderBy('it.about').execute();
  return {
    drafts: typed.map((row) => ({ ...typedIn(row), typedAt: anInstant(row.typed_at) })),
    shares: own.map(shareRecord),
    uses: used.map((row) => useRecord(row, called)),
    quotes: words.map((row) => quoteRecord(row, called)),
    useful: found.map(({ share_id: share, said_at: at }) => ({
      share: called(share),
      saidAt: anInstant(at),
    })),
    prompts: asked.map(promptRecord),
  };
}

async function everything(view: ReadScope, subject: Subject): Promise<Records> {
  const isChosen = ({ channel_id: channel }: { readonly channel_id: string }) =>
    subject.kind !== 'channel' || channel === subject.channelId;
  const chosen = (await view.from(shares).selectAll().orderBy('it.id').execute()).filter(isChosen);
  const ids = new Set(chosen.map(({ id }) => id));
  const said = (await view.from(uses).selectAll().orderBy('it.id').execute()).filter(({ share_id: share }) =>
    ids.has(share),
  );
  const whole = await withOthers(view, chosen);
  const authors = await view.authors(shares, [...ids]);
  const users = await view.authors(
    uses,
    said.map(({ id }) => id),
  );
  const called = calledIn(chosen);
  const given = (await view.from(quotes).selectAll().orderBy('it.id').execute()).filter(
    ({ share_id: share }) => ids.has(share),
  );
  const givers = await view.authors(
    quotes,
    given.map(({ id }) => id),
  );
  const asked = (await view.from(prompts).selectAll().orderBy('it.id').execute()).filter(isChosen);
  return {
    shares: whole.map((share) => ({
      ...shareRecord(share),
      authors: (authors.get(share.row.id) ?? []).map(aPerson),
    })),
    uses: said.map((row) => ({ ...useRecord(row, called), by: (users.get(row.id) ?? []).map(aPerson) })),
    quotes: given.map((row) => ({
      ...quoteRecord(row, called),
      by: (givers.get(row.id) ?? []).map(aPerson),
    })),
    prompts: asked.map(promptRecord),
  };
}

/** @returns a reference to a share, by its first words where it is among `seen` */
function calledIn(seen: readonly ShareRow[]): (share: RowId) => Json {
  const names = new Map(seen.map((row) => [row.id, titleOf(row)]));
  return (share) => aRecord(share, names.get(share) ?? null);
}

function shareRecord(share: Share): Records {
  const { row, source } = share;
  return {
    id: row.id,
    what: row.what,
    useWhen: row.use_when,
    link: linkOf(share),
    topics: row.topics,
    channel: aChannel(row.channel_id),
    reach: aChoice(row.reach),
    linkedAuthor: aPerson(source?.author_id ?? null),
    declinedAt: anInstant(source?.declined_at ?? null),
    sharedAt: anInstant(row.shared_at),
    editedAt: anInstant(row.edited_at),
    takenBackAt: anInstant(row.taken_back_at),
  };
}

function useRecord(row: UseRow, called: (share: RowId) => Json): Records {
  return { id: row.id, share: called(row.share_id), how: row.how, usedAt: anInstant(row.used_at) };
}

function quoteRecord(row: QuoteRow, called: (share: RowId) => Json): Records {
  return { id: row.id, share: called(row.share_id), words: row.words, givenAt: anInstant(row.given_at) };
}

function promptRecord(row: PromptRow): Json {
  return {
    id: row.id,
    channel: aChannel(row.channel_id),
    askedAt: anInstant(row.asked_at),
    state: aChoice(row.state),
    owner: aPerson(row.owner_id),
    decidedBy: aPerson(row.decided_by),
  };
}

/** See `Feature.forget`. What a person shared goes, with what others said about it; a prompt stays its channel's, without their name. */
export const forget: Feature['forget'] = async (eraser) => {
  await eraser.erase(shares);
  await eraser.eraseParts(partOf(uses, 'share_id'));
  await eraser.eraseParts(partOf(quotes, 'share_id'));
  await eraser.eraseParts(partOf(sources, 'share_id'));
  await eraser.erase(sources);
  await eraser.erase(quotes);
  await eraser.erase(uses);
  await eraser.erase(useful);
  await eraser.erase(drafts);
  await eraser.erase(prompts);
  await eraser.blank(sources, ['author_id']);
  await eraser.blank(prompts, ['owner_id', 'decided_by']);
};
