/** Whether a channel has something worth knowing when its digest is due. */
import { dayLong, type Instant } from './calendar.ts';
import { factsOf } from './expected.ts';
import type { ChannelFacts, Lived, Said } from './facts.ts';
import { peopleIn } from './there.ts';

/** What is shared elsewhere is news for so long. */
const isNewFor = 28 * dayLong;
/** So many of the newest from elsewhere are looked at. */
const most = 40;

/**
 * What was shared or told in the channel itself it has seen, so that alone makes no digest.
 * @param lived up to now. @param said which digests showed what, read off their text
 */
export function isEmptyWeek(
  lived: Lived,
  said: readonly Said[],
  channel: ChannelFacts,
  now: Instant,
): boolean {
  const digests = said.filter(({ kind, at }) => kind === 'digest.weekly' && at < now);
  const own = digests.filter((one) => one.channel === channel.id);
  const shown = (token: string) => own.some(({ text }) => text.includes(token));
  return elsewhere(lived, channel, now).every(
    (share) => shown(share.token) || isMostlySeen(lived, digests, channel, share.token),
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
