/** What happens last in every random company, whatever happened before: so it is looked at in each, and not only where chance brings it about. */
import type { LessonStep } from './lessons.ts';

const channel = 0;

/** A lesson of several authors with hidden names, whose links are still kept, and which two of them read: neither may learn who the others are. */
export const hiddenAtLast: readonly LessonStep[] = [
  ...['UA', 'UB'].flatMap((user): LessonStep[] => [
    { do: 'stand', user, standing: 'member' },
    { do: 'move', channel, what: 'join', user },
  ]),
  ...(['lore back', 'recount'] as const).map((what): LessonStep => ({ do: 'become', channel, what })),
  { do: 'hold', channel, insider: 0, people: ['UA', 'UB'], names: 'hidden', cardsFor: 'channel' },
  // Of what was held last.
  { do: 'write', retro: -1, seed: 0, chosen: 'conversation', hasAsked: true, forger: null },
];

const added = (at: number, user: string, chosen: 'workspace' | 'conversation', joins: number | null) =>
  ({ do: 'add', channel: at, insider: null, user, chosen, hasAsked: true, leads: null, joins }) as const;

/** Two stories for everybody that joined one for its channel alone: who is not there finds them apart. And one by who is not there, and joined it by guessing. */
export const joinedAtLast: readonly LessonStep[] = [
  { do: 'stand', user: 'UC', standing: 'member' },
  { do: 'move', channel, what: 'leave', user: 'UC' },
  { do: 'move', channel: 1, what: 'join', user: 'UC' },
  ...[channel, 1].flatMap((at) =>
    (['public', 'unshare', 'lore back', 'recount'] as const).map((what): LessonStep => ({
      do: 'become',
      channel: at,
      what,
    })),
  ),
  added(channel, 'UA', 'conversation', null),
  // Each the how-manieth from the last.
  added(channel, 'UB', 'workspace', -1),
  added(channel, 'UA', 'workspace', -2),
  added(1, 'UC', 'workspace', -3),
];

/** Where nothing can be held, nothing comes of it. */
export const open = <Channel extends { readonly isArchived: boolean }>(
  channels: readonly Channel[],
): readonly Channel[] => channels.map((one, at) => (at === channel ? { ...one, isArchived: false } : one));
