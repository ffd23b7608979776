/** What every door is made of (`core/doors.ts`), as a person and as a channel. */
import type { OpenDoor } from '../../../../src/core/doors.ts';
import { channelId, userId } from '../../../../src/core/ids.ts';
import { type Door, type DoorParts, nothingCounted, type Reader } from './door.ts';

export const openTo = ({ doors, team }: DoorParts, { kind, id }: Reader): Promise<OpenDoor | null> =>
  kind === 'person' ? doors.forPerson(team, userId(id)) : doors.forChannel(team, channelId(id));

export const coreDoor: Door = {
  name: 'what every door is made of',
  readers: ['person', 'channel'],
  find: async (parts, reader, typed) => {
    const door = await openTo(parts, reader);
    if (door === null) return null;
    const { count, found, notes } = await door.find(typed, { from: 0, most: 100 });
    return { count, text: JSON.stringify([found, notes]) };
  },
  read: async (parts, reader, ref) => {
    const document = await (await openTo(parts, reader))?.read(ref);
    return document == null ? null : nothingCounted(JSON.stringify(document));
  },
};
