/**
 * Who may see what, written from the text of design.md section 3 and of src/core/visibility.ts over the test's own picture. It shares no code
 * with the store; where the two disagree, one of them has a leak or hides what it should show.
 */
import { day, type Instant } from '../../../src/core/clock.ts';
import type { ModelAudience, ModelChoice, ModelPooled, ModelRow, ModelTeam } from './model.ts';
import { fact } from './probe/facts.ts';

export type ModelViewer =
  | { readonly kind: 'person'; readonly id: string }
  | { readonly kind: 'channel'; readonly id: string }
  | { readonly kind: 'operator' };

/** People of another organisation read it: Slack says so, or one of them is in it. */
export function isShared(
  team: ModelTeam,
  channel: { readonly isShared: boolean; readonly members: ReadonlySet<string> },
): boolean {
  return channel.isShared || [...channel.members].some((user) => team.people.get(user) === 'external');
}

/** Membership counts only where the list is known and not older than a day. */
export function isIn(team: ModelTeam, user: string, channel: string, now: Instant): boolean {
  const facts = team.channels.get(channel);
  if (facts === undefined || facts.knownAt === null || now - facts.knownAt > day) return false;
  return facts.members.has(user);
}

/** Whether a person belongs to an audience at this moment. */
export function belongs(team: ModelTeam, user: string, audience: ModelAudience, now: Instant): boolean {
  const standing = team.people.get(user);
  if (standing === undefined || standing === 'deactivated' || standing === 'bot') return false;
  // Written among ourselves: never for another organisation, whatever the channel becomes.
  if (standing === 'external' && !wasForOthers(team, audience)) return false;
  const inConversation = isIn(team, user, audience.channel, now);
  switch (audience.kind) {
    case 'workspace':
      return inConversation || (standing === 'member' && !hasShrunk(team, audience));
    case 'conversation':
      return inConversation && wasThere(team, user, audience);
    case 'people':
      return (
        inConversation &&
        (audience.people.includes(user) ||
          (isForChannelToo(team, audience) && wasThere(team, user, audience)))
      );
    case 'named':
      return standing === 'member' && audience.people.includes(user);
  }
}

/** Written for people of other organisations too, and nobody further was let in since. */
function wasForOthers(team: ModelTeam, audience: ModelAudience): boolean {
  return audience.wasShared && team.channels.get(audience.channel)?.sharings === audience.sharings;
}

/** What was said in private does not grow with a channel that is made public. */
function wasThere(team: ModelTeam, user: string, audience: ModelAudience): boolean {
  const now = team.channels.get(audience.channel);
  return !audience.wasPrivate || now?.kind !== 'public' || now.sincePrivate.has(user);
}

/** What was for the workspace stays in its channel once that became private or shared. */
function hasShrunk(team: ModelTeam, audience: ModelAudience): boolean {
  const now = team.channels.get(audience.channel);
  if (now === undefined) return true;
  return (
    (now.kind === 'private' && !audience.wasPrivate) || (isShared(team, now) && !wasForOthers(team, audience))
  );
}

function isForChannelToo(team: ModelTeam, audience: ModelAudience): boolean {
  return audience.after !== null && team.open.has(audience.after);
}

/** Whether what is posted in a channel may tell of a row written for this audience. */
export function mayBePosted(
  team: ModelTeam,
  channel: string,
  audience: ModelAudience,
  now: Instant,
): boolean {
  const here = team.channels.get(channel);
  if (here === undefined || !here.hasLore || audience.kind === 'named') return false;
  if (audience.channel === channel) {
    const isReadByOthersNow =
      (isShared(team, here) && !wasForOthers(team, audience)) ||
      // A row for the workspace was made that wide by its author.
      (here.kind === 'public' && audience.wasPrivate && audience.kind !== 'workspace');
    if (!isReadByOthersNow && (audience.kind !== 'people' || isForChannelToo(team, audience))) return true;
  }
  if (audience.kind !== 'workspace' || hasShrunk(team, audience)) return false;
  // Elsewhere it may be read only by people of whom each could read it in any case.
  const isKnown = here.knownAt !== null && now - here.knownAt <= day;
  return isKnown && !isShared(team, here) && [...here.members].every((user) => readsAlone(team, user));
}

function readsAlone(team: ModelTeam, user: string): boolean {
  // Whoever is deactivated, or no person, reads nothing.
  return ['member', 'deactivated', 'bot'].includes(team.people.get(user) ?? 'unknown');
}

const isOpen = (team: ModelTeam, embargo: string | null): boolean =>
  embargo === null || team.open.has(embargo);

export function isActive(team: ModelTeam, user: string): boolean {
  return team.people.has(user) && team.people.get(user) !== 'deactivated';
}

/** Somebody who is heard. @throws when nobody is */
export function heardIn(team: ModelTeam): string {
  const one = [...team.people.keys()].find((user) => isHeard(team, user));
  if (one === undefined) throw new Error(`nobody is heard in ${team.id}`);
  return one;
}

/** Whether what somebody does is heard: an account that is closed, or an app's, does nothing. */
export function isHeard(team: ModelTeam, user: string): boolean {
  return isActive(team, user) && team.people.get(user) !== 'bot';
}

export function maySee(team: ModelTeam, row: ModelRow, viewer: ModelViewer, now: Instant): boolean {
  if (viewer.kind === 'person' && isActive(team, viewer.id) && row.by.includes(viewer.id)) return true;
  if (!isOpen(team, row.embargo)) return false;
  switch (viewer.kind) {
    case 'person':
      return belongs(team, viewer.id, row.audience, now);
    case 'channel':
      return mayBePosted(team, viewer.id, row.audience, now);
    case 'operator':
      return true;
  }
}

function mayCount(team: ModelTeam, choice: ModelChoice, viewer: ModelViewer, now: Instant): boolean {
  if (choice.audience === null || !isOpen(team, choice.embargo)) return false;
  if (viewer.kind === 'person') return belongs(team, viewer.id, choice.audience, now);
  return viewer.kind === 'channel' && mayBePosted(team, viewer.id, choice.audience, now);
}

/** Every fact about rows that this viewer is to be told, and no other. */
export function rowsToldTo(team: ModelTeam, viewer: ModelViewer, now: Instant): string[] {
  const seen = team.rows.filter((row) => maySee(team, row, viewer, now));
  const me = viewer.kind === 'person' && isActive(team, viewer.id) ? viewer.id : null;
  const tallies = new Map<string, number>();
  for (const choice of team.choices.filter((one) => mayCount(team, one, viewer, now)))
    tallies.set(choice.choice, (tallies.get(choice.choice) ?? 0) + 1);
  return [
    ...seen.map(({ token }) => fact('row', token)),
    fact('count', seen.length),
    ...seen.filter(({ by }) => me !== null && by.includes(me)).map(({ token }) => fact('mine', token)),
    ...seen.flatMap(({ id, by, names }) =>
      by.filter((user) => names === 'shown' || user === me).map((user) => fact('by', id, user)),
    ),
    ...team.choices.filter(({ user }) => user === me).map(({ token }) => fact('own', token)),
    ...[...tallies].map(([choice, n]) => fact('tally', choice, n)),
  ];
}

/** Every fact that a channel puts people together by: of full members who are in it now and said so to its conversation. */
export function pooledFor(team: ModelTeam, channel: string, now: Instant): string[] {
  const isThere = ({ user, audience, embargo }: ModelPooled): boolean =>
    team.people.get(user) === 'member' &&
    isIn(team, user, channel, now) &&
    isOpen(team, embargo) &&
    audience?.kind === 'conversation' &&
    audience.channel === channel &&
    mayBePosted(team, channel, audience, now);
  return team.pooled.filter(isThere).map(({ what, user, token }) => fact('pool', what, user, token));
}

/** Every fact about people and channels that this viewer is to be told. */
export function peopleToldTo(
  team: ModelTeam,
  viewer: Exclude<ModelViewer, { kind: 'operator' }>,
  now: Instant,
): string[] {
  const everybody = [...team.people.keys()];
  const isHere = (channel: string) =>
    viewer.kind === 'channel' && viewer.id === channel && team.channels.get(channel)?.hasLore === true;
  const isAmong = (people: readonly string[]) => viewer.kind === 'person' && people.includes(viewer.id);
  const facts: string[] = [];
  for (const audience of team.audiences) {
    const people = everybody.filter((user) => belongs(team, user, audience, now));
    if (isAmong(people) || (isHere(audience.channel) && audience.kind !== 'named'))
      facts.push(...people.map((user) => fact('people', audience.id, user)));
  }
  const isMember = (user: string) => team.people.get(user) === 'member';
  if (viewer.kind === 'person' && isMember(viewer.id))
    for (const [what, people] of team.offers)
      facts.push(...[...people].filter(isMember).map((user) => fact('offer', what, user)));
  for (const channel of team.channels.keys()) {
    const people = everybody.filter(
      (user) => isIn(team, user, channel, now) && isActive(team, user) && team.people.get(user) !== 'bot',
    );
    if (isAmong(people) || isHere(channel))
      facts.push(...people.map((user) => fact('members', channel, user)));
    const isItself = viewer.kind === 'channel' && viewer.id === channel;
    const isInside =
      viewer.kind === 'person' && isActive(team, viewer.id) && isIn(team, viewer.id, channel, now);
    if (isItself || isInside) facts.push(fact('channel', channel));
  }
  return facts;
}
