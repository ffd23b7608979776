/** The buttons for exports and erasures. Each checks in the store whether this person may; a button proves nothing. */
import type { SystemFeature } from '#core/feature.ts';
import { type TeamId, type UserId, userId } from '#core/ids.ts';
import type { Action } from '#core/kit/action.ts';
import { messageOf } from '#core/kit/message.ts';
import type { RenderedModal } from '#core/kit/modal.ts';
import { nothing, open, type Reply, say, type SystemInteraction, update } from '#core/listener.ts';
import { isAdmin } from '#core/people.ts';
import type { DataKey } from '#locales/data.ts';
import { onSystemAction } from '../listeners.ts';
import type { SystemPort } from '../port.ts';
import { dataCopy } from './copy.ts';
import * as ids from './ids.ts';
import { dataFileFor, dataFilePost } from './file.ts';
import { renderData, renderLeft, type Whose } from './screens.ts';
import { exportFor, exportOwn } from './subject-data.ts';

export function myData(port: Pick<SystemPort, 'store' | 'features' | 'log' | 'wake'>): SystemFeature {
  const { store, features, log, wake } = port;
  const sentence = (who: SystemInteraction, key: DataKey) => say(messageOf(dataCopy.for(who).mrkdwn(key)));

  const exportedTo = ({ teamId: team, person }: SystemInteraction, whose: Whose) =>
    whose === 'own'
      ? exportOwn(store, features, team, person.userId)
      : exportFor(
          store,
          features,
          team,
          { actor: person.userId, reader: person.userId },
          { kind: 'workspace' },
        );

  const exported = (whose: Whose) => async (who: SystemInteraction, page: number) =>
    renderData(who, features, whose, await exportedTo(who, whose), page);

  const peopleWhoLeft = async (who: SystemInteraction, page: number) =>
    renderLeft(dataCopy.for(who), await store.peopleWhoLeft(who.teamId), page);

  /** @param show opens the modal @param turns its paging button */
  const paged = (
    draw: (who: SystemInteraction, page: number) => Promise<RenderedModal>,
    [show, ...turns]: readonly [Action<{ page: number }>, ...Action<{ page: number }>[]],
    mayDo: (who: SystemInteraction) => boolean,
  ) =>
    [show, ...turns].map((action) =>
      onSystemAction(action, async (who, { page }): Promise<Reply> => {
        if (!mayDo(who)) return sentence(who, 'notAdmin');
        return (action === show ? open : update)(await draw(who, page));
      }),
    );

  const erase = async (team: TeamId, by: UserId, whom: UserId, what: string): Promise<void> => {
    const { mark } = await store.erasing(team, by, { kind: 'person', userId: whom });
    wake(team);
    // From here it can be repeated after an older backup is restored.
    log.info({ team, mark }, what);
  };

  const byAdmin = ({ person }: SystemInteraction) => isAdmin(person);
  return {
    name: 'my-data',
    posts: [dataFilePost({ store, features })],
    actions: [
      ...paged(exported('own'), [ids.showData, ids.turnData, ids.turnDataBack], () => true),
      ...paged(exported('all'), [ids.showAll, ids.turnAll, ids.turnAllBack], byAdmin),
      ...paged(peopleWhoLeft, [ids.showLeft, ids.turnLeft, ids.turnLeftBack], byAdmin),
      onSystemAction(ids.sendData, async (who) => {
        const { userId: user } = who.person;
        await store.transact(who.teamId, { kind: 'person', userId: user }, (scope) =>
          scope.publish(dataFileFor(user, who.now)),
        );
        return sentence(who, 'file.coming');
      }),
      onSystemAction(ids.eraseData, async ({ teamId, person: { userId: user } }) => {
        await erase(teamId, user, user, 'someone erased their data');
        return nothing;
      }),
      onSystemAction(ids.eraseLeft, async (who, { user }) => {
        const { teamId, person } = who;
        if (!isAdmin(person)) return sentence(who, 'notAdmin');
        const them = await store.directory.person(teamId, userId(user));
        if (them?.memberType !== 'deactivated') return sentence(who, 'leftGone');
        await erase(teamId, person.userId, them.userId, 'an admin erased the data of someone who left');
        return update(await peopleWhoLeft(who, 0));
      }),
    ],
  };
}
