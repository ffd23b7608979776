/** Whether a channel has something worth knowing when its digest is due. */
import { dayLong, hour, type Instant } from './calendar.ts';
import { factsOf } from './expected.ts';
import type { ChannelFacts, Lived, Said } from './facts.ts';
import { peopleIn } from './there.ts';

/** What came from a channel is not told again from there for two weeks, less the hours by which clocks change. */
const rests = 14 * dayLong - 2 * hour;
/** What is shared elsewhere is news for so long. */
const isNewFor = 28 * dayLong;
const longest = 35 * dayLong;
/** So many of the newest from elsewhere are looked at. */
const most = 40;

/** @param lived up to now. @param said which digests showed what, read off their text */
export function isEmptyWeek(
  lived: Lived,
  said: readonly Said[],
  channel: ChannelFacts,
  now: Instant,
): boolean {
  const digests = said.filter(({ kind, at }) => kind === 'digest.weekly' && at < now);
  const own = digests.filter((one) => one.channel === channel.id);
  const shown = (token: string) => own.some(({ text }) => text.includes(token));
  const since = Math.max(own.at(-1)?.at ?? now - 7 * dayLong, now - longest);
  const here = [...factsOf(lived, 'shared', channel.id), ...factsOf(lived, 'told', channel.id)];
  if (here.some(({ at, token }) => at >= since && !shown(token))) return false;
  return elsewhere(lived, channel, now).every(
    (share) =>
      shown(share.token) ||
      isResting(lived, own, share.channel, now) ||
      isMostlySeen(lived, digests, channel, share.token),
  );
}

/** What is for everybody and was shared in other channels. Where a guest is, nothing of it is told. */
function elsewhere(lived: Lived, channel: ChannelFacts, now: Instant) {
  if (peopleIn(lived, channel).some(({ isGuest }) => isGuest)) return [];
  const open = new Set(lived.channels.filter(({ isPrivate }) => !isPrivate).map(({ id }) => id));
  return factsOf(lived, 'shared')
    .filter(
      (share) =>
        share.channel !== channel.id &&
        open.has(share.channel) &&
        lived.people.get(share.by)?.isGuest === false &&
        now - share.at < isNewFor,
    )
    .slice(-most);
}

function isResting(lived: Lived, own: readonly Said[], source: string, now: Instant): boolean {
  const recent = own.filter(({ at }) => now - at < rests);
  return factsOf(lived, 'shared', source).some(({ token }) =>
    recent.some(({ text }) => text.includes(token)),
  );
}

/** Half of those who read it have seen it in the digest of another channel: of a public one, for of others nobody may know. */
function isMostlySeen(lived: Lived, digests: readonly Said[], channel: ChannelFacts, token: string): boolean {
  const others = lived.channels.filter(
    ({ id, isPrivate }) =>
      id !== channel.id &&
      !isPrivate &&
      digests.some((one) => one.channel === id && one.text.includes(token)),
  );
  const seen = new Set(others.flatMap(({ members }) => members));
  return channel.members.filter((id) => seen.has(id)).length * 2 >= channel.members.length;
}
