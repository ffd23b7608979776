/** Writing a sheet, sharing it and taking it back: what is stored, and who is told. */
import { day, type Instant } from '#core/clock.ts';
import { type ChannelId, rowId, type UserId } from '#core/ids.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import type { Sealed } from '#core/sealed.ts';
import type { Work } from '#core/work.ts';
import * as ids from '../ids.ts';
import { bothIn, isShared, loadShare, otherIn, ownShare, type ShareRow, shares, sheets } from '../rows.ts';
import type { Part, Sheet } from './rules.ts';

type Sealing = Readonly<Record<Part, Sealed>>;

/** @returns `null`: there is no key to seal it with, so it cannot be stored */
async function sealed(scope: Scope, sheet: Sheet): Promise<Sealing | null> {
  const learn = await scope.seal(sheet.learn);
  const drives = await scope.seal(sheet.drives);
  const toward = await scope.seal(sheet.toward);
  return learn === null || drives === null || toward === null ? null : { learn, drives, toward };
}

/** @returns `null`: a key is lost, and so is what it sealed */
export function unsealed(
  read: ReadScope,
  { learn, drives, toward }: Readonly<Record<Part, Sealed | null>>,
): Sheet | null {
  if (learn === null || drives === null || toward === null) return null;
  const texts = [learn, drives, toward].map((text) => read.unseal(text));
  const [one = null, two = null, three = null] = texts;
  return one === null || two === null || three === null ? null : { learn: one, drives: two, toward: three };
}

/** Keeps what is typed, for its person alone. @returns whether it could be */
export async function keepTyped({ scope, now }: Work, sheet: Sheet): Promise<boolean> {
  const cells = await sealed(scope, sheet);
  if (cells === null) return false;
  await scope.upsertOwn(sheets, { ...cells, written_at: now });
  return true;
}

/** Keeps it, also as the one chosen reads it. @returns whether it could be */
export async function saveSheet(work: Work, self: UserId, sheet: Sheet): Promise<boolean> {
  const { scope, now } = work;
  if (!(await keepTyped(work, sheet))) return false;
  const share = await ownShare(scope);
  if (share !== null) {
    const cells = await sealed(scope, sheet);
    if (cells !== null)
      await scope.update(
        shares,
        share.id,
        { ...cells, touched_at: now },
        { mine: true, where: { ended_at: null } },
      );
  }
  await scope.refreshHome(self);
  return true;
}

/** @returns whether it could be sealed */
export async function share(
  { scope, now, newId }: Work,
  self: UserId,
  chosen: UserId,
  channel: ChannelId,
  sheet: Sheet,
): Promise<boolean> {
  const cells = await sealed(scope, sheet);
  if (cells === null) return false;
  const row: ShareRow = {
    id: rowId(newId()),
    channel_id: channel,
    person_id: self,
    chosen_id: chosen,
    ...cells,
    shared_at: now,
    ended_at: null,
    talk_at: null,
    round: 0,
    proposals: 0,
    touched_at: now,
  };
  const audience = await scope.audience({ kind: 'named', from: channel, people: [self, chosen] });
  await scope.insert(shares, row, { audience, by: [self], names: 'shown' });
  await scope.publish(ids.sharedFor(row.id, chosen));
  for (const person of [self, chosen]) await watchAgain(scope, row, person, now);
  await scope.refreshHome(self, chosen);
  return true;
}

/** Its words go at once, and what was planned is off. @returns whether it was shared until now */
export async function endShare({ scope, now }: Work, row: ShareRow): Promise<boolean> {
  const change = { learn: null, drives: null, toward: null, talk_at: null, ended_at: now } as const;
  if (!(await scope.update(shares, row.id, change, { where: { ended_at: null } }))) return false;
  const both = bothIn(row);
  for (const user of both) {
    await scope.refresh(ids.sharedFor(row.id, user), ids.datesFor(row.id, row.proposals, user));
    if (row.talk_at !== null)
      await scope.refresh(ids.talkFor(row.id, row.talk_at, user), ids.reminderFor(row.id, row.talk_at, user));
  }
  await scope.refreshHome(...both);
  return true;
}

/** Deletes the sheet, and takes it back from the one who could read it. */
export async function forget(work: Work, self: UserId): Promise<boolean> {
  const { scope } = work;
  const shared = await ownShare(scope);
  if (shared !== null) await endShare(work, shared);
  const count = await scope.deleteOwn(sheets, {});
  await scope.refreshHome(self);
  return count > 0;
}

const watchAgain = (scope: Scope, { id }: ShareRow, person: UserId, now: Instant) =>
  scope.runAt(ids.jobs.watch.ref({ share: id, person }), now + day, { kind: 'person', userId: person });

/** Once a day, with the access of each of the two: who left, or erased their data, reads and plans nothing any more, and the other is told. */
export async function watch(work: Work, { share: id }: ids.OfShare): Promise<void> {
  const { scope, now } = work;
  const { viewer } = scope;
  const row = await loadShare(scope, id);
  if (row === null || row.ended_at !== null || viewer.kind !== 'person') return;
  const other = otherIn(row, viewer.userId);
  const person = other === null ? null : await scope.person(other);
  if (isShared(row) && person?.memberType === 'member') {
    await watchAgain(scope, row, viewer.userId, now);
    return;
  }
  if (await endShare(work, row)) await scope.publish(ids.aloneFor(row.id, viewer.userId));
}
