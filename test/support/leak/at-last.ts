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

/** Where nothing can be held, nothing comes of it. */
export const open = <Channel extends { readonly isArchived: boolean }>(
  channels: readonly Channel[],
): readonly Channel[] => channels.map((one, at) => (at === channel ? { ...one, isArchived: false } : one));
