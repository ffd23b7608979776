/** What the buttons around exports and erasures do. Each decides from the store whether this person may; a button proves nothing. */
import type { Logger } from 'pino';
import type { Clock } from '#core/clock.ts';
import type { Feature } from '#core/feature.ts';
import { userId } from '#core/ids.ts';
import { decode } from '#core/kit/action.ts';
import { nothing, open, type Reply, update } from '#core/listener.ts';
import type { Store } from '../../store/store.ts';
import {
  eraseData,
  eraseLeft,
  showAll,
  showData,
  showLeft,
  turnAll,
  turnAllBack,
  turnData,
  turnDataBack,
  turnLeft,
  turnLeftBack,
} from '../home/system-ids.ts';
import { type Actor, type SystemActions, sentence } from '../requests/system-forms.ts';
import { isAdmin } from '../workspace/workspace.ts';
import { dataCopy } from './copy.ts';
import { renderData, renderLeft, type Whose } from './modals.ts';
import { exportFor, exportOwn } from './subject-data.ts';

export interface DataParts {
  readonly store: Store;
  readonly features: readonly Feature[];
  readonly clock: Clock;
  readonly log: Logger;
  /** Something waits for the runner now. */
  readonly wake: () => void;
}

/** The button that opens a modal, and those that turn its pages. */
const opening = {
  own: [showData, turnData, turnDataBack],
  all: [showAll, turnAll, turnAllBack],
  left: [showLeft, turnLeft, turnLeftBack],
} as const;

export function dataActions(parts: DataParts): SystemActions {
  const { store, features, clock, log, wake } = parts;

  const drawing = async (actor: Actor, which: keyof typeof opening, page: number) => {
    const { team, person } = actor;
    const t = dataCopy.in(person.locale, person.tz);
    if (which === 'left') return renderLeft(t, await store.peopleWhoLeft(team), page);
    const exported = await exportedTo(actor, which);
    return renderData({ t, person, now: clock.now() }, features, which, exported, page);
  };

  const exportedTo = ({ team, person }: Actor, whose: Whose) => {
    if (whose === 'own') return exportOwn(store, features, team, person.userId);
    const by = { actor: person.userId, reader: person.userId };
    return exportFor(store, features, team, by, { kind: 'workspace' });
  };

  const eraseOfLeft = async ({ team, person }: Actor, user: string): Promise<Reply> => {
    const t = dataCopy.in(person.locale, person.tz);
    const them = await store.directory.person(team, userId(user));
    if (them?.standing !== 'deactivated') return sentence(t.mrkdwn('leftGone'));
    await store.erasing(team, person.userId, { kind: 'person', userId: them.userId });
    wake();
    log.info({ team }, 'an admin erased the data of someone who left');
    return update(renderLeft(t, await store.peopleWhoLeft(team), 0));
  };

  return async (actor, actionId, value) => {
    const { team, person, t } = actor;
    const stale = sentence(t.mrkdwn('stale'));
    if (actionId === eraseData.actionId) {
      await store.erasing(team, person.userId, { kind: 'person', userId: person.userId });
      wake();
      log.info({ team }, 'someone erased their data');
      return nothing;
    }
    const which = (['own', 'all', 'left'] as const).find((one) =>
      opening[one].some((action) => action.actionId === actionId),
    );
    if (which === undefined && actionId !== eraseLeft.actionId) return stale;
    if (which !== 'own' && !isAdmin(person))
      return sentence(dataCopy.in(person.locale, person.tz).mrkdwn('notAdmin'));
    if (which === undefined) {
      const chosen = decode(eraseLeft, value);
      return chosen === null ? stale : eraseOfLeft(actor, chosen.user);
    }
    const wanted = decode(showData, value);
    if (wanted === null) return stale;
    const modal = await drawing(actor, which, wanted.page);
    return opening[which][0].actionId === actionId ? open(modal) : update(modal);
  };
}
