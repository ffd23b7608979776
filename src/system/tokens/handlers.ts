/** Access tokens. Each is the person's own: a button proves nothing about whose it is. */
import type { SystemFeature } from '#core/feature.ts';
import { type RowId, rowId } from '#core/ids.ts';
import { errors, open, type SystemInteraction, update } from '#core/listener.ts';
import { clean, oneLine } from '#core/text.ts';
import { onSystemAction, onSystemSubmit } from '../listeners.ts';
import type { SystemPort } from '../port.ts';
import { tokensCopy } from './copy.ts';
import * as ids from './ids.ts';
import { renderMade, renderTokens, type Shown } from './screens.ts';

type Port = Pick<SystemPort, 'store' | 'address' | 'newSecret' | 'ids'>;

/** So that people and programs that look for lost secrets see what it is. */
const begins = 'lore_';

export function tokens({ store: { accessTokens }, address, newSecret, ids: newIds }: Port): SystemFeature {
  const of = ({ teamId: team, person }: SystemInteraction, id: RowId) => ({
    ...{ team, user: person.userId, id },
  });
  const shown = async (who: SystemInteraction): Promise<Shown> => ({
    tokens: await accessTokens.of(who.teamId, who.person.userId),
    ...{ address, next: rowId(newIds.next()) },
  });
  return {
    name: 'tokens',
    actions: [
      onSystemAction(ids.showTokens, async (who) => open(renderTokens(who, await shown(who)))),
      onSystemAction(ids.revokeToken, async (who, { id }) => {
        await accessTokens.revoke(of(who, id));
        return update(renderTokens(who, await shown(who)));
      }),
    ],
    views: [
      onSystemSubmit(ids.tokensModal, async (who, { id }, fields) => {
        const name = oneLine(clean(fields.name));
        if (name === '') return errors({ name: tokensCopy.for(who).plain('nameEmpty') });
        const token = `${begins}${newSecret()}`;
        const isMade = await accessTokens.make(of(who, id), name, token);
        // Meanwhile they made others.
        if (!isMade) return update(renderTokens(who, await shown(who)));
        return update(renderMade(who, name, token, address));
      }),
    ],
  };
}
