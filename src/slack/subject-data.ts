/** What is stored about a person, a channel or a workspace, from all features together: taken out, or erased. */
import type { Feature, Json } from '../core/feature.ts';
import type { TeamId, UserId } from '../core/ids.ts';
import type { ReadScope, Subject } from '../core/scope.ts';
import type { Actor } from '../store/audit.ts';
import type { LeftBehind } from '../store/erase-house.ts';
import type { Store } from '../store/store.ts';

export type Exported = Readonly<Record<string, Json>>;

async function fromFeatures(
  features: readonly Feature[],
  view: ReadScope,
  subject: Subject,
): Promise<Exported> {
  const parts: Record<string, Json> = {};
  for (const feature of features) parts[feature.name] = await feature.exportData(view, subject);
  return parts;
}

/** A person's own data with their own eyes: what the house knows of them, then each feature's part under its name. */
export async function exportOwn(
  store: Store,
  features: readonly Feature[],
  team: TeamId,
  user: UserId,
): Promise<Exported> {
  const person = await store.directory.person(team, user);
  const channels = await store.directory.channelsOf(team, user);
  const known: Json =
    person === null
      ? null
      : {
          standing: person.standing,
          timeZone: person.tz,
          language: person.locale,
          workingDays: person.workingHours.days,
          workingHours: `${clock(person.workingHours.start)}–${clock(person.workingHours.end)}`,
          holidays: person.workingHours.holidays,
          awayUntil: person.awayUntil === null ? null : new Date(person.awayUntil).toISOString(),
          channels: [...channels],
        };
  const subject: Subject = { kind: 'person', userId: user };
  const theirs = await store.read(team, { kind: 'person', userId: user }, (view) =>
    fromFeatures(features, view, subject),
  );
  return { fromSlack: known, ...theirs };
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

/** The operator's export, recorded: a person's with that person's eyes, else without what is sealed, hidden or somebody's own. */
export async function exportFor(
  store: Store,
  features: readonly Feature[],
  team: TeamId,
  subject: Subject,
): Promise<Exported> {
  return store.exporting(team, 'operator', subject, (view) => fromFeatures(features, view, subject));
}

/**
 * Erases what is the subject's, for good; running it twice is the same as once.
 * @returns the messages that are still in Slack and can no longer be drawn anew
 */
export async function eraseSubject(
  store: Store,
  features: readonly Feature[],
  team: TeamId,
  actor: Actor,
  subject: Subject,
): Promise<readonly LeftBehind[]> {
  const { messages } = await store.erasing(team, actor, subject, async (eraser) => {
    for (const feature of features) await feature.forget(eraser);
  });
  return messages;
}
