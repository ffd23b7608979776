import { channelId } from '../../../src/core/ids.ts';
import { mayBeginIn, mayPostIn } from '../../../src/core/kit/begin.ts';
import type { Channel } from '../../../src/core/people.ts';

const open: Channel = {
  channelId: channelId('C1'),
  kind: 'public',
  isShared: false,
  isArchived: false,
  hasLore: true,
  name: 'one',
  tz: 'UTC',
  locale: 'en',
};

it.each([
  [{}, null],
  [{ kind: 'private' }, null],
  [{ isShared: true }, null],
  [{ kind: 'direct' }, 'direct'],
  [{ isArchived: true }, 'archived'],
  [{ hasLore: false }, 'withoutLore'],
  [{ kind: 'direct', hasLore: false }, 'direct'],
] as const)('in a channel that is %j something begins unless it is refused: %s', (facts, code) => {
  const channel = { ...open, ...facts };
  expect(mayPostIn(channel)).toEqual(code === null ? { ok: true, value: channel } : { ok: false, code });
  expect(mayBeginIn({ memberType: 'member' }, channel)).toEqual(mayPostIn(channel));
});

it('nothing begins in a channel that is not in sight', () => {
  expect(mayPostIn(null)).toEqual({ ok: false, code: 'noChannel' });
});

it.each([
  ['guest', 'guest'],
  ['external', 'external'],
  ['deactivated', 'guest'],
] as const)('what full members begin is refused to a %s before anything else', (standing, code) => {
  expect(mayBeginIn({ memberType: standing }, open)).toEqual({ ok: false, code });
  expect(mayBeginIn({ memberType: standing }, null)).toEqual({ ok: false, code });
});
