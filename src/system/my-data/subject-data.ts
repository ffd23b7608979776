/** Exports what all features store about a person, a channel or a workspace. */
import { concealedExport } from '#core/conceal.ts';
import { aChannel, aChoice, aDay, anInstant, exportOf, type Json } from '#core/export.ts';
import { type Feature, systemName } from '#core/feature.ts';
import type { TeamId, UserId } from '#core/ids.ts';
import type { ReadScope, Subject } from '#core/scope.ts';
import { formatClock } from '#core/time/format.ts';
import type { Actor } from '../../store/access/audit.ts';
import type { Store } from '../../store/store.ts';

/** By feature name; a person's export holds Lore's own facts about them under `lore`. */
export type Exported = Readonly<Record<string, Json>>;

/** A person's own data, with their own access. */
export async function exportOwn(
  store: Store,
  features: readonly Feature[],
  team: TeamId,
  user: UserId,
): Promise<Exported> {
  const subject: Subject = { kind: 'person', userId: user };
  return {
    ...(await known(store, team, user)),
    ...(await store.read(team, { kind: 'person', userId: user }, (read) =>
      fromFeatures(features, read, subject),
    )),
  };
}

/**
 * A recorded export. A person's holds what they would get themselves, even after they left; it is for them and for the operator who hands it to them.
 * Any other leaves out what is under embargo, hidden or a person's own.
 * @param by who asked, and whose access reads a channel or a workspace: an admin's, or (`null`) the operator's
 */
export async function exportFor(
  store: Store,
  features: readonly Feature[],
  team: TeamId,
  by: { readonly actor: Actor; readonly reader: UserId | null },
  subject: Subject,
): Promise<Exported> {
  const exported = await store.exporting(team, by, subject, (read) => fromFeatures(features, read, subject));
  return subject.kind === 'person'
    ? { ...(await known(store, team, subject.userId)), ...exported }
    : exported;
}

async function fromFeatures(
  features: readonly Feature[],
  read: ReadScope,
  subject: Subject,
): Promise<Exported> {
  const parts: Record<string, Json> = {};
  for (const feature of features) parts[feature.name] = await exportOf(feature, read, subject);
  return concealedExport(read, parts);
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** What Slack says about a person, and their settings. Empty for a person Lore does not know. */
async function known(store: Store, team: TeamId, user: UserId): Promise<Exported> {
  const person = await store.directory.person(team, user);
  const settings = await store.settings.of(team, user);
  if (person === null || settings === null) return {};
  const { backOn, locale, statusAwayUntil } = settings;
  const { days, start, end, holidays } = settings.hours;
  const all = {
    [systemName]: {
      name: await store.directory.nameOf(team, user),
      standing: aChoice(person.memberType),
      timeZone: person.tz,
      language: aChoice(person.locale),
      chosenLanguage: locale === null ? null : aChoice(locale),
      workingDays: days.map((day) => aChoice(weekdays[day - 1] ?? String(day))),
      workingHours: `${formatClock(start, 'HH:mm')}–${formatClock(end, 'HH:mm')}`,
      holidays,
      awayUntil: anInstant(statusAwayUntil),
      backOn: backOn === null ? null : aDay(backOn),
      channels: (await store.directory.channelsOf(team, user)).map(aChannel),
      ritualChanges: (await store.schedules.changedBy(team, user)).map(({ channel, at }) => ({
        channel: aChannel(channel),
        changedAt: anInstant(at),
      })),
      calendars: (await store.calendarFeeds.of(team, user)).map(({ channel, madeAt }) => ({
        dates: channel === null ? aChoice('own') : aChannel(channel),
        addressSince: anInstant(madeAt),
      })),
      accessTokens: (await store.accessTokens.of(team, user)).map(({ name, madeAt, usedOn }) => ({
        name,
        madeAt: anInstant(madeAt),
        usedOn: usedOn === null ? null : aDay(usedOn),
      })),
      connections: (await store.connections.by(team, user)).map(({ connector, called }) => ({
        tool: aChoice(connector),
        called,
      })),
      pulses: (await store.ballots.of(team, user)).map(({ openedAt, closedAt }) => ({
        openedAt: anInstant(openedAt),
        closedAt: anInstant(closedAt),
        answer: aChoice(closedAt === null ? 'open' : 'closed'),
      })),
      userGroups: (await store.userGroups.of(team, user)).map((handle) => `@${handle}`),
    },
  };
  return store.read(team, { kind: 'person', userId: user }, (read) => concealedExport(read, all));
}
