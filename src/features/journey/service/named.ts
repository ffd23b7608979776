/** Leaders whom an admin names by a user group: each is invited once, in private, and does what they like with it. */
import type { NamedGroup } from '../../../core/feature.ts';
import { journeyCopy } from '../copy.ts';
import { practice } from '../ids.ts';
import { namedPost } from '../posts.ts';
import { keepingOf } from '../repository.ts';

export const named: NamedGroup = {
  label: (locale) => journeyCopy.in(locale, 'UTC').plain('named.label'),
  hint: (locale) => journeyCopy.in(locale, 'UTC').plain('named.hint'),
  changed: async ({ scope, person }) => {
    const post = namedPost(person.userId);
    const by = await scope.namedFor(practice);
    // Whoever chose already, of their own accord or when they were invited, is left to it.
    if (by !== null && (await keepingOf(scope)) === null) await scope.publish(post);
    // Whoever left the group before the message was sent gets none: it is drawn when it is sent.
    else await scope.refresh(post);
  },
};
