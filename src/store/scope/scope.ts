/** A scope made of its parts: one viewer's access in one transaction. */
import { audienceId, type Ids, sealId } from '#core/ids.ts';
import type { Viewer } from '#core/reach.ts';
import type { ReadScope, Scope, Select } from '#core/scope.ts';
import type { AnyTable } from '#core/tables.ts';
import { ritualsOf, ritualsSeen } from '../../schedules/records/scope.ts';
import type { AccessContext } from '../access/access.ts';
import { fixAudience, mergeSeals, newSeal, openOf, setSeal } from '../access/audiences.ts';
import { refreshShowing } from '../access/depends-on.ts';
import { inUserGroups, namedFor, userGroups } from '../directory/user-groups.ts';
import { anonymize } from '../erasure/anonymize.ts';
import { linkTo } from '../outbox/posted-link.ts';
import { cancel, publish, refresh, refreshHome, schedule } from './later.ts';
import {
  among,
  channel,
  members,
  participantsOf,
  peopleOf,
  person,
  visibleChannels,
} from './people-select.ts';
import { authors, from, mine, tally } from './select.ts';
import { derive, insert, insertAll, put, readdress, remove, removeParts, take, update } from './write.ts';

/** What this viewer may read while the transaction lasts. */
export function readScopeOf(eyes: AccessContext): ReadScope {
  function fromTable<Row extends object>(table: AnyTable): Select<Row> {
    return from(eyes, table);
  }
  return {
    teamId: eyes.teamId,
    viewer: eyes.viewer,
    from: fromTable,
    mine: (table) => mine(eyes, table),
    authors: (table, ids) => authors(eyes, table, ids),
    countBy: (table, by, where) => tally(eyes, table, by, where),
    openOf: (seals) => openOf(eyes, seals),
    peopleOf: (audience) => peopleOf(eyes, audience),
    participantsOf: (audience) => participantsOf(eyes, audience),
    memberAudiences: (audiences) => among(eyes, audiences),
    members: (id) => members(eyes, id),
    person: (user) => person(eyes, user),
    channel: (id) => channel(eyes, id),
    visibleChannels: (ids) => visibleChannels(eyes, ids),
    userGroups: () => userGroups(eyes),
    inUserGroups: (groups) => inUserGroups(eyes, groups),
    namedFor: (practice) => namedFor(eyes, practice),
    linkTo: (post) => linkTo(eyes, post),
    rituals: ritualsSeen(eyes),
  };
}

/** @param onWork called when something was written that a worker should handle after the transaction */
export function scopeOf(
  eyes: AccessContext & { readonly viewer: Viewer },
  ids: Ids,
  onWork: () => void,
): Scope {
  const work = async <Done>(done: Promise<Done>): Promise<Done> => {
    onWork();
    return done;
  };
  // All posts of one transaction have the same instant: the number keeps their order.
  let posts = 0;
  const deliveryId = (): string => `${String((posts += 1)).padStart(4, '0')}.${ids.next()}`;
  return {
    ...readScopeOf(eyes),
    viewer: eyes.viewer,
    rituals: ritualsOf(eyes, onWork),
    audience: (reach) => fixAudience(eyes, reach, audienceId(ids.next())),
    seal: () => newSeal(eyes, sealId(ids.next())),
    open: (seal) => setSeal(eyes, seal, 'open'),
    close: (seal) => setSeal(eyes, seal, 'closed'),
    merge: (seal, into) => mergeSeals(eyes, seal, into),
    insert: (table, row, written) => insert(eyes, table, row, written),
    insertAll: (rows) => insertAll(eyes, rows),
    derive: (table, row, written) => derive(eyes, table, row, written),
    changeAudience: (table, id, audience) => readdress(eyes, table, id, audience),
    update: (table, id, change, only) => update(eyes, table, id, change, only ?? {}),
    delete: (table, id) => remove(eyes, table, id),
    deleteParts: (of, id, part) => removeParts(eyes, of, id, part),
    upsertOwn: (table, row, written) => put(eyes, table, row, written ?? {}),
    deleteOwn: (table, where) => take(eyes, table, where),
    anonymize: (seal) => anonymize(eyes, seal),
    publish: (post) => work(publish(eyes, post, deliveryId())),
    refresh: (post) => work(refresh(eyes, post)),
    refreshShowing: (row) => work(refreshShowing(eyes, [row])),
    refreshHome: (user) => work(refreshHome(eyes, user)),
    runAt: (job, at, as) => work(schedule(eyes, job, at, as)),
    cancel: (...jobs) => cancel(eyes, jobs),
  };
}
