/** Changes of a person: status, zone, language, deactivation. */
import { tellApp } from '../app/events.ts';
import { LIMITS } from '../blocks/limits.ts';
import type { Core } from '../core.ts';
import { findPerson } from '../state/find.ts';
import type { Person } from '../state/world.ts';
import { personJson } from '../web-api/shapes.ts';
import type { Bodies } from './bodies.ts';

const isZone = (tz: string): boolean => Intl.supportedValuesOf('timeZone').includes(tz) || tz === 'UTC';

function apply(core: Core, person: Person, change: Bodies['person']['change']): string | undefined {
  switch (change.kind) {
    case 'status':
      if (change.text.length > LIMITS.statusText)
        return `A status can have up to ${LIMITS.statusText} characters.`;
      person.statusText = change.text;
      person.statusEmoji = change.emoji;
      person.statusExpiration = change.until === null ? 0 : Math.floor(change.until / 1000);
      return undefined;
    case 'quiet':
      person.quietUntil = change.until;
      return undefined;
    case 'tz':
      if (!isZone(change.tz)) return `There’s no time zone called ${change.tz}.`;
      person.tz = change.tz;
      return undefined;
    case 'locale':
      if (!/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/.test(change.locale))
        return `${change.locale} isn’t a language. Try de-DE.`;
      person.locale = change.locale;
      return undefined;
    case 'deactivate':
      person.isDeleted = true;
      for (const conversation of core.world.conversations)
        if (conversation.kind !== 'im')
          conversation.members = conversation.members.filter((id) => id !== person.id);
      core.world.modals = core.world.modals.filter((modal) => modal.userId !== person.id);
      return undefined;
  }
}

/** Does what a person asks; gives a sentence when Slack would not let them. */
export function changePerson(core: Core, person: Person, body: Bodies['person']): string | undefined {
  const other = findPerson(core.world, body.userId ?? person.id);
  if (!other || other.isBot) return 'There’s no such person.';
  const isOwn = other === person;
  if (body.change.kind === 'deactivate') {
    if (!person.isAdmin || isOwn || other.teamId !== person.teamId)
      return 'Only admins can deactivate someone.';
  } else if (!isOwn) return 'You can only change your own profile.';
  const refused = apply(core, other, body.change);
  if (refused !== undefined) return refused;
  other.updatedAt = core.clock.now();
  const types =
    body.change.kind === 'status'
      ? ['user_change', 'user_profile_changed', 'user_status_changed']
      : ['user_change', 'user_profile_changed'];
  for (const type of types)
    tellApp(core, {
      scope: 'users:read',
      event: { type, user: personJson(core, other, true), cache_ts: Math.floor(core.clock.now() / 1000) },
    });
  core.changed();
  core.pages.people();
  core.pages.conversations();
  return undefined;
}
