/** Who and where a newcomer tries things with: found by name, and by role when the company has other names. */
import type { ConversationView, PersonView, Snapshot } from '../protocol.ts';

/** The channel to begin in: the project's, else the first one of mine that the app is in, else any of mine. */
export function firstChannel(conversations: readonly ConversationView[]): ConversationView | undefined {
  const open = conversations.filter(
    ({ kind, isArchived, isMember }) => kind === 'public' && !isArchived && isMember,
  );
  return open.find(({ name }) => name === 'website-relaunch') ?? open.find(({ hasBot }) => hasBot) ?? open[0];
}

/** Who starts the first retrospective, and who joins it in a second tab. */
export function firstPeople(state: Pick<Snapshot, 'me' | 'people'>): {
  readonly host: PersonView | undefined;
  readonly guest: PersonView | undefined;
} {
  const here = state.people.filter(({ standing }) => standing === 'member');
  const host = here.find(({ name }) => name.startsWith('Mara')) ?? here[0];
  const others = here.filter(({ id }) => id !== host?.id && id !== state.me.id);
  return { host, guest: others.find(({ name }) => name.startsWith('Priya')) ?? others[0] };
}
