/** The doors, with a person's access or a channel's. What opens one has found out who asks; nothing else decides what they may read. */
import { type Doors, findDocuments, type OpenDoor, readDocument } from '#core/doors.ts';
import type { TeamId } from '#core/ids.ts';
import type { ReadScope } from '#core/scope.ts';
import type { Viewer } from '#core/visibility.ts';
import type { SystemPort } from '../port.ts';

/** What doors need of Lore's own. */
export type DoorPort = Pick<SystemPort, 'features' | 'store' | 'clock'> & {
  readonly directory: Pick<SystemPort['directory'], 'person' | 'ensureAccess'>;
};

export function doorsOf({ features, store, directory, clock }: DoorPort): Doors {
  const openTo = (team: TeamId, viewer: Viewer, reader: OpenDoor['reader']): OpenDoor => {
    const { locale, tz } = reader;
    const reading = async <Found>(run: (read: ReadScope) => Promise<Found>): Promise<Found> => {
      await directory.ensureAccess(team, viewer);
      return store.read(team, viewer, run);
    };
    const context = () => ({ now: clock.now(), locale, tz });
    return {
      reader,
      read: (ref) => reading((read) => readDocument(features, read, ref, context())),
      find: (typed, wanted, kinds) =>
        reading((read) => findDocuments(features, read, typed, wanted, context(), kinds)),
    };
  };
  return {
    forPerson: async (team, user) => {
      const person = await directory.person(team, user);
      if (person.memberType !== 'member' && person.memberType !== 'guest') return null;
      return openTo(team, { kind: 'person', userId: user }, person);
    },
    forChannel: async (team, channel) => {
      const viewer: Viewer = { kind: 'channel', channelId: channel };
      await directory.ensureAccess(team, viewer);
      const known = await store.read(team, viewer, (read) => read.channel(channel));
      return known?.hasLore === true ? openTo(team, viewer, known) : null;
    },
  };
}
