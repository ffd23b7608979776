/**
 * What a practice brings to other practices, only where it is on: for those that start turned off (`Feature.startsOff`). What it brings to Lore itself
 * (its Home, its rituals, what was shared), Lore asks for only where it is on.
 */
import type { Feature } from './feature.ts';
import { foundNothing } from './lesson-search.ts';
import type { ReadScope } from './scope.ts';

/** @returns the same for a practice that starts on */
export function whereOn(feature: Feature): Feature {
  if (feature.startsOff === undefined) return feature;
  const { name, digestItems, agendaItems, lessonSource, lessonSeeds, lessonLibrary, leads, hears } = feature;
  const { onSubject, wrote, finished, dates, evidence, acts, climate } = feature;
  const { development, practised, toLearn, handedOn, sponsors, connected } = feature;
  const ifOn = async <Found>(read: ReadScope, none: Found, run: () => Promise<Found>): Promise<Found> =>
    (await read.isOn(name)) ? run() : none;
  return {
    ...feature,
    // What an earlier digest shows stays: it is drawn as before.
    ...(digestItems && {
      digestItems: {
        ...digestItems,
        find: (read, week) => ifOn(read, [], () => digestItems.find(read, week)),
      },
    }),
    ...(agendaItems && {
      agendaItems: (read, week, context) => ifOn(read, [], () => agendaItems(read, week, context)),
    }),
    ...(lessonSource && {
      lessonSource: {
        ...lessonSource,
        open: (read, now) => ifOn(read, [], () => lessonSource.open(read, now)),
        load: (read, id, now) => ifOn(read, null, () => lessonSource.load(read, id, now)),
      },
    }),
    ...(lessonSeeds && {
      lessonSeeds: { load: (read, id) => ifOn(read, null, () => lessonSeeds.load(read, id)) },
    }),
    ...(lessonLibrary && {
      lessonLibrary: {
        ...lessonLibrary,
        propose: (context, origin) =>
          ifOn(context.scope, undefined, () => lessonLibrary.propose(context, origin)),
        find: (read, ...asked) => ifOn(read, [], () => lessonLibrary.find(read, ...asked)),
        knownIn: (read, occasion) => ifOn(read, [], () => lessonLibrary.knownIn(read, occasion)),
        standards: (read, channel) => ifOn(read, [], () => lessonLibrary.standards(read, channel)),
        holding: (read, ...asked) => ifOn(read, [], () => lessonLibrary.holding(read, ...asked)),
        changed: (work, ...said) => ifOn(work.scope, false, () => lessonLibrary.changed(work, ...said)),
        applied: (scope, id) => ifOn(scope, undefined, () => lessonLibrary.applied(scope, id)),
        search: (read, ...asked) => ifOn(read, foundNothing, () => lessonLibrary.search(read, ...asked)),
        similar: (read, ...asked) => ifOn(read, [], () => lessonLibrary.similar(read, ...asked)),
      },
    }),
    ...(onSubject && {
      onSubject: (read, ...asked) => ifOn(read, [], () => onSubject(read, ...asked)),
    }),
    ...(wrote && { wrote: (read, by) => ifOn(read, [], () => wrote(read, by)) }),
    ...(finished && { finished: (read, since) => ifOn(read, [], () => finished(read, since)) }),
    ...(dates && { dates: (read, ...asked) => ifOn(read, [], () => dates(read, ...asked)) }),
    ...(evidence && { evidence: (read, ...asked) => ifOn(read, [], () => evidence(read, ...asked)) }),
    ...(acts && { acts: (read, asked) => ifOn(read, [], () => acts(read, asked)) }),
    ...(climate && { climate: (read, asked) => ifOn(read, [], () => climate(read, asked)) }),
    ...(development && {
      development: (read, ...asked) => ifOn(read, {}, () => development(read, ...asked)),
    }),
    ...(practised && {
      practised: (work, what) => ifOn(work.scope, undefined, () => practised(work, what)),
    }),
    ...(toLearn && { toLearn: (read, ...asked) => ifOn(read, [], () => toLearn(read, ...asked)) }),
    ...(handedOn && { handedOn: (read, channel) => ifOn(read, [], () => handedOn(read, channel)) }),
    ...(sponsors && { sponsors: (read, channel) => ifOn(read, new Set(), () => sponsors(read, channel)) }),
    ...(leads && { leads: (read) => ifOn(read, false, () => leads(read)) }),
    ...(connected && {
      connected: (work, ...heard) => ifOn(work.scope, undefined, () => connected(work, ...heard)),
    }),
    ...(hears && {
      hears: (work, happening) => ifOn(work.scope, undefined, () => hears(work, happening)),
    }),
  };
}
