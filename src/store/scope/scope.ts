/** A scope made of its parts: one viewer's access in one transaction. */
import { audienceId, type Ids, embargoId } from '#core/ids.ts';
import type { Viewer } from '#core/visibility.ts';
import type { ReadScope, Scope } from '#core/scope.ts';
import type { Select } from '#core/select.ts';
import type { AnyTable } from '#core/tables.ts';
import { ritualsOf, ritualsSeen } from '../../schedules/records/scope.ts';
import type { AccessContext } from '../access/access.ts';
import { ballotsOf, ballotsSeen } from '../ballots/ballots.ts';
import { connectionsOf, connectionsSeen } from '../connections/scope.ts';
import {
  fixAudience,
  includeIn,
  mergeEmbargoes,
  newEmbargo,
  openOf,
  setEmbargo,
} from '../access/audiences.ts';
import { refreshShowing } from '../access/depends-on.ts';
import { inUserGroups, namedFor, userGroups } from '../directory/user-groups.ts';
import { anonymize } from '../erasure/anonymize.ts';
import { linkTo } from '../outbox/posted-link.ts';
import { wordsOf } from '../search/words.ts';
import { usualReach } from '../settings/workspace-settings.ts';
import { cancel, publish, refresh, refreshHome, rootOf, schedule } from './later.ts';
import { mustReachChannel } from './may-run.ts';
import { offSeen } from './off-seen.ts';
import { offering, pool } from './others-rows.ts';
import {
  memberAudiences,
  channel,
  members,
  membersOf,
  names,
  participantsOf,
  peopleOf,
  person,
  visibleChannels,
  channelCalled,
  channelNames,
  peopleCalled,
} from './people-select.ts';
import { authors, from, mine, countBy } from './select.ts';
import {
  derive,
  insert,
  insertAll,
  upsertOwn,
  changeAudience,
  remove,
  removeParts,
  deleteOwn,
  update,
} from './write.ts';

/** What this viewer may read while the transaction lasts. */
export function readScopeOf(access: AccessContext): ReadScope {
  function fromTable<Row extends object>(table: AnyTable): Select<Row> {
    return from(access, table);
  }
  return {
    teamId: access.teamId,
    viewer: access.viewer,
    from: fromTable,
    mine: (table) => mine(access, table),
    authors: (table, ids) => authors(access, table, ids),
    countBy: (table, by, where) => countBy(access, table, by, where),
    offering: (table, where) => offering(access, table, where),
    openOf: (embargoes) => openOf(access, embargoes),
    peopleOf: (audience) => peopleOf(access, audience),
    participantsOf: (audience) => participantsOf(access, audience),
    memberAudiences: (audiences) => memberAudiences(access, audiences),
    members: (id) => members(access, id),
    membersOf: (channels) => membersOf(access, channels),
    person: (user) => person(access, user),
    names: (users) => names(access, users),
    usualReach: () => usualReach(access.db, access.teamId),
    channel: (id) => channel(access, id),
    visibleChannels: (ids) => visibleChannels(access, ids),
    channelNames: (ids) => channelNames(access, ids),
    channelCalled: (name) => channelCalled(access, name),
    peopleCalled: (name) => peopleCalled(access, name),
    userGroups: () => userGroups(access),
    inUserGroups: (groups) => inUserGroups(access, groups),
    namedFor: (practice) => namedFor(access, practice),
    isOn: async (practice) => !(await offSeen(access)).has(practice),
    linkTo: (post) => linkTo(access, post),
    unseal: (sealed) => access.seals.unseal(access.teamId, sealed),
    schedules: ritualsSeen(access),
    ballots: ballotsSeen(access),
    connections: connectionsSeen(access),
    words: wordsOf(access),
  };
}

/** @param onWork called when something was written that a worker should handle after the transaction */
export function scopeOf(
  access: AccessContext & { readonly viewer: Viewer },
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
    ...readScopeOf(access),
    // What is written between two searches changes who may see what.
    get words() {
      return wordsOf(access);
    },
    viewer: access.viewer,
    schedules: ritualsOf(access, ids, onWork),
    ballots: ballotsOf(access),
    connections: connectionsOf(access, onWork),
    seal: (text) => access.seals.seal(access.db, access.teamId, text),
    pool: (table, where) => pool(access, table, where),
    audience: async (audience) => {
      await mustReachChannel(access, 'from' in audience ? audience.from : audience.channel);
      return fixAudience(access, audience, audienceId(ids.next()));
    },
    include: (audience, people) => includeIn(access, audience, people),
    embargo: () => newEmbargo(access, embargoId(ids.next())),
    open: (embargo) => setEmbargo(access, embargo, 'open'),
    close: (embargo) => setEmbargo(access, embargo, 'closed'),
    merge: (embargo, into) => mergeEmbargoes(access, embargo, into),
    insert: (table, row, written) => insert(access, table, row, written),
    insertAll: (rows) => insertAll(access, rows),
    derive: (table, row, written) => derive(access, table, row, written),
    changeAudience: (table, id, audience) => changeAudience(access, table, id, audience),
    update: (table, id, change, only) => update(access, table, id, change, only ?? {}),
    delete: (table, id) => remove(access, table, id),
    deleteParts: (of, id, part) => removeParts(access, of, id, part),
    upsertOwn: (table, row, written) => upsertOwn(access, table, row, written ?? {}),
    deleteOwn: (table, where) => deleteOwn(access, table, where),
    anonymize: (embargo) => anonymize(access, embargo),
    publish: async (post) => {
      const root = rootOf(post.to);
      if (root.kind === 'channel') await mustReachChannel(access, root.channel);
      await work(publish(access, post, deliveryId()));
    },
    refresh: (...posts) => work(refresh(access, posts)),
    refreshShowing: (row) => work(refreshShowing(access, [row])),
    refreshHome: (...users) => work(refreshHome(access, users)),
    runAt: (job, at, as) => work(schedule(access, job, at, as)),
    cancel: (...jobs) => cancel(access, jobs),
  };
}
