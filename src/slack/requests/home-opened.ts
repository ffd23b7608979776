/** A person opened App Home. */
import type { Instant } from '#core/clock.ts';
import { isId, type TeamId, type UserId, userId } from '#core/ids.ts';
import type { Store } from '../../store/store.ts';

export const homeOpened = 'app_home_opened';

/** @param event the event as Slack sent it, or what was kept of it @returns who opened it; `null` if it is about something else */
export function homeOpenedBy(event: Readonly<Record<string, unknown>>): UserId | null {
  const { type, user, tab } = event;
  return type === homeOpened && tab !== 'messages' && isId(user) ? userId(user) : null;
}

/**
 * It is drawn now, and redrawn whenever something in it changes.
 * @throws NotInstalled if the workspace was erased
 */
export async function openHome(
  { writeIn }: Pick<Store, 'writeIn'>,
  team: TeamId,
  user: UserId,
  now: Instant,
): Promise<void> {
  await writeIn(team, (db) =>
    db
      .insertInto('home')
      .values({ team_id: team, user_id: user, wanted: 1, shown: 0, due_at: now })
      .onConflict((conflict) =>
        conflict
          .columns(['team_id', 'user_id'])
          .doUpdateSet((it) => ({ wanted: it('home.wanted', '+', 1), due_at: now })),
      )
      .execute(),
  );
}
